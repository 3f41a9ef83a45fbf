-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: stage.sql
-- Loads a CSV file into the staging table, in place of what is there.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

DROP TABLE IF EXISTS cld_staging_row;
GO

-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
WITH lines AS (
  SELECT l.n, l.line, LEN(l.line + N'|') - LEN(REPLACE(l.line, N'"', N'') + N'|') AS marks
  FROM (SELECT [row_number] AS n, COALESCE(line, N'') AS line FROM cld_staging_line) AS l
), numbered AS (
  SELECT l.n, l.line, l.marks,
    SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n ROWS UNBOUNDED PRECEDING) AS [row_number]
  FROM (SELECT n, line, marks, SUM(marks) OVER (ORDER BY n ROWS UNBOUNDED PRECEDING) - marks AS marks_before FROM lines) AS l
), records AS (
  SELECT n.[row_number], SUM(n.marks) AS marks, STRING_AGG(n.line, NCHAR(10)) WITHIN GROUP (ORDER BY n.n) AS record
  FROM numbered AS n
  GROUP BY n.[row_number]
), pieces AS (
  SELECT r.[row_number], r.marks, CAST(p.[key] AS int) AS place, p.[value] AS piece
  FROM records AS r
  CROSS APPLY OPENJSON(N'["' + REPLACE(STRING_ESCAPE(r.record, 'json'), N'\"', N'","') + N'"]') AS p
  WHERE r.[row_number] > 1
), texts AS (
  SELECT p.[row_number], p.place, CASE
      WHEN p.place % 2 = 1 THEN p.piece
      WHEN DATALENGTH(p.piece) = 0 AND p.place > 0 AND p.place < p.marks THEN N'"'
      ELSE REPLACE(REPLACE(p.piece, N',', NCHAR(57344)), NCHAR(13), N'')
    END AS piece
  FROM pieces AS p
)
SELECT
  p.[row_number], STRING_AGG(p.piece COLLATE Latin1_General_100_BIN2, N'') WITHIN GROUP (ORDER BY p.place) AS record
INTO cld_staging_row
FROM texts AS p
GROUP BY p.[row_number];
GO

DECLARE @message nvarchar(2000) = (
  SELECT TOP 1 CONCAT(N'Row ', r.[row_number], N' has ', LEN(r.record + N'|') - LEN(REPLACE(r.record, NCHAR(57344), N'') + N'|') + 1, N' cells. The template has 44 columns.')
  FROM cld_staging_row AS r
  WHERE LEN(r.record + N'|') - LEN(REPLACE(r.record, NCHAR(57344), N'') + N'|') + 1 <> 44 AND LTRIM(r.record) <> N''
  ORDER BY r.[row_number]
);
IF @message IS NOT NULL THROW 50000, @message, 1;

SET XACT_ABORT ON;
BEGIN TRANSACTION;
DELETE FROM cld_staging;
SET IDENTITY_INSERT cld_staging ON;
INSERT INTO cld_staging ([row_number], [la_code], [reporting_year], [reporting_period_start_date], [reporting_period_end_date], [person_unique_identifier], [nhs_number], [first_name], [last_name], [gp_practice_name], [gp_practice_code], [gender], [ethnicity], [date_of_birth], [date_of_death], [primary_support_reason], [postcode], [accommodation_status], [employment_status], [has_informal_carer], [autism_spectrum_disorder], [visual_impairment], [hearing_impairment], [dementia], [event_type], [event_reference], [event_start_date], [event_end_date], [event_description], [event_outcome], [route_of_access], [assessment_type], [eligible_needs_identified], [informal_carer_involved_in_assessment], [service_type], [service_component], [delivery_mechanism], [provider_location_name], [provider_cqc_id], [review_reason], [review_outcomes_achieved], [unit_cost], [cost_frequency], [planned_units_per_week], [full_cost_client])
SELECT r.[row_number],
  MAX(CASE WHEN c.[key] = N'0' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'1' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'2' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'3' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'4' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'5' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'6' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'7' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'8' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'9' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'10' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'11' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'12' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'13' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'14' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'15' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'16' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'17' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'18' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'19' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'20' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'21' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'22' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'23' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'24' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'25' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'26' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'27' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'28' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'29' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'30' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'31' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'32' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'33' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'34' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'35' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'36' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'37' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'38' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'39' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'40' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'41' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'42' THEN c.[value] END),
  MAX(CASE WHEN c.[key] = N'43' THEN c.[value] END)
FROM cld_staging_row AS r
CROSS APPLY OPENJSON(N'["' + REPLACE(STRING_ESCAPE(r.record, 'json') COLLATE Latin1_General_100_BIN2, NCHAR(57344), N'","') + N'"]') AS c
GROUP BY r.[row_number];
SET IDENTITY_INSERT cld_staging OFF;
COMMIT TRANSACTION;
GO

DROP TABLE IF EXISTS cld_staging_row;
GO

SELECT COUNT(*) AS rows_loaded FROM cld_staging;
GO
