-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, DuckDB: stage.sql
-- Loads a CSV file into the staging table, in place of what is there.

-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
CREATE OR REPLACE TEMPORARY TABLE cld_staging_row AS
WITH lines AS (
  SELECT UNNEST(f.lines) AS line, UNNEST(RANGE(LEN(f.lines))) AS n
  FROM (SELECT STRING_SPLIT(content, CHR(10)) AS lines FROM READ_TEXT('return.csv')) AS f
), numbered AS (
  SELECT l.n, l.line, SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n) AS row_number
  FROM (
    SELECT n, line, COALESCE(SUM(LENGTH(line) - LENGTH(REPLACE(line, '"', ''))) OVER (
      ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS marks_before
    FROM lines
  ) AS l
), records AS (
  SELECT n.row_number, RTRIM(STRING_AGG(n.line, CHR(10) ORDER BY n.n), CHR(13)) AS record
  FROM numbered AS n
  GROUP BY n.row_number
)
SELECT r.row_number, r.record, [
    CASE WHEN c LIKE '"%"' THEN REPLACE(SUBSTRING(c, 2, LENGTH(c) - 2), '""', '"') ELSE c END
    FOR c IN REGEXP_EXTRACT_ALL(r.record || ',', '("[^"]*(?:""[^"]*)*"|[^,]*),', 1)
  ] AS cells
FROM records AS r
WHERE r.row_number > 1;

SELECT ERROR('Row ' || r.row_number || ' has ' || LEN(r.cells) || ' cells. The template has 44 columns.')
FROM cld_staging_row AS r
WHERE LEN(r.cells) <> 44 AND TRIM(r.record) <> ''
ORDER BY r.row_number
LIMIT 1;

DELETE FROM cld_staging;

INSERT INTO cld_staging
SELECT r.cells[1], r.cells[2], r.cells[3], r.cells[4], r.cells[5], r.cells[6], r.cells[7], r.cells[8], r.cells[9], r.cells[10], r.cells[11], r.cells[12], r.cells[13], r.cells[14], r.cells[15], r.cells[16], r.cells[17], r.cells[18], r.cells[19], r.cells[20], r.cells[21], r.cells[22], r.cells[23], r.cells[24], r.cells[25], r.cells[26], r.cells[27], r.cells[28], r.cells[29], r.cells[30], r.cells[31], r.cells[32], r.cells[33], r.cells[34], r.cells[35], r.cells[36], r.cells[37], r.cells[38], r.cells[39], r.cells[40], r.cells[41], r.cells[42], r.cells[43], r.cells[44]
FROM cld_staging_row AS r
ORDER BY r.row_number;

DROP TABLE cld_staging_row;

SELECT COUNT(*) AS rows_loaded FROM cld_staging;
