-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, PostgreSQL: stage.sql
-- Loads a CSV file into the staging table, in place of what is there.

SET client_encoding = 'UTF8'; -- whatever the terminal has

\if :{?file}
\else
  \set file return.csv
\endif
\lo_import :file
\set file_number :LASTOID

BEGIN;

-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
CREATE TEMPORARY TABLE cld_staging_row ON COMMIT DROP AS
WITH lines AS (
  SELECT l.n, l.line, LENGTH(l.line) - LENGTH(REPLACE(l.line, '"', '')) AS marks
  FROM UNNEST(STRING_TO_ARRAY(CONVERT_FROM(LO_GET(:file_number), 'UTF8'), CHR(10))) WITH ORDINALITY AS l (line, n)
), numbered AS (
  SELECT l.n, l.line, SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n) AS row_number
  FROM (SELECT n, line, SUM(marks) OVER (ORDER BY n) - marks AS marks_before FROM lines) AS l
), records AS (
  SELECT n.row_number, RTRIM(STRING_AGG(n.line, CHR(10) ORDER BY n.n), CHR(13)) AS record
  FROM numbered AS n
  GROUP BY n.row_number
)
SELECT r.row_number, r.record, CASE WHEN r.record NOT LIKE '%"%' THEN STRING_TO_ARRAY(r.record, ',') ELSE ARRAY(
    SELECT CASE WHEN c.cell[1] LIKE '"%"' THEN REPLACE(SUBSTRING(c.cell[1], 2, LENGTH(c.cell[1]) - 2), '""', '"') ELSE c.cell[1] END
    FROM REGEXP_MATCHES(r.record || ',', '("[^"]*(?:""[^"]*)*"|[^,]*),', 'g') WITH ORDINALITY AS c (cell, n)
    ORDER BY c.n
  ) END AS cells
FROM records AS r
WHERE r.row_number > 1;

DO $$
DECLARE
  message TEXT;
BEGIN
  SELECT FORMAT('Row %s has %s cells. The template has 44 columns.', r.row_number, CARDINALITY(r.cells)) INTO message
  FROM cld_staging_row AS r
  WHERE CARDINALITY(r.cells) <> 44 AND TRIM(r.record) <> ''
  ORDER BY r.row_number
  LIMIT 1;
  IF message IS NOT NULL THEN
    RAISE EXCEPTION '%', message;
  END IF;
END
$$;

DELETE FROM cld_staging;

INSERT INTO cld_staging (row_number, "la_code", "reporting_year", "reporting_period_start_date", "reporting_period_end_date", "person_unique_identifier", "nhs_number", "first_name", "last_name", "gp_practice_name", "gp_practice_code", "gender", "ethnicity", "date_of_birth", "date_of_death", "primary_support_reason", "postcode", "accommodation_status", "employment_status", "has_informal_carer", "autism_spectrum_disorder", "visual_impairment", "hearing_impairment", "dementia", "event_type", "event_reference", "event_start_date", "event_end_date", "event_description", "event_outcome", "route_of_access", "assessment_type", "eligible_needs_identified", "informal_carer_involved_in_assessment", "service_type", "service_component", "delivery_mechanism", "provider_location_name", "provider_cqc_id", "review_reason", "review_outcomes_achieved", "unit_cost", "cost_frequency", "planned_units_per_week", "full_cost_client")
SELECT r.row_number, r.cells[1], r.cells[2], r.cells[3], r.cells[4], r.cells[5], r.cells[6], r.cells[7], r.cells[8], r.cells[9], r.cells[10], r.cells[11], r.cells[12], r.cells[13], r.cells[14], r.cells[15], r.cells[16], r.cells[17], r.cells[18], r.cells[19], r.cells[20], r.cells[21], r.cells[22], r.cells[23], r.cells[24], r.cells[25], r.cells[26], r.cells[27], r.cells[28], r.cells[29], r.cells[30], r.cells[31], r.cells[32], r.cells[33], r.cells[34], r.cells[35], r.cells[36], r.cells[37], r.cells[38], r.cells[39], r.cells[40], r.cells[41], r.cells[42], r.cells[43], r.cells[44]
FROM cld_staging_row AS r
ORDER BY r.row_number;

SELECT COUNT(*) AS rows_loaded FROM cld_staging;

COMMIT;

SELECT LO_UNLINK(:file_number) AS temporary_copies_removed;
