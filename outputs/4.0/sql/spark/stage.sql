-- Adult Social Care Client Level Data 4.0, corrected 30 November 2026, Spark SQL: stage.sql
-- Loads a CSV file into the staging table, in place of what is there.

CREATE OR REPLACE TEMPORARY VIEW cld_staging_file USING text
OPTIONS (path 'return.csv', wholetext 'true');

-- The rows of the file. A line that ends inside quotation marks goes on in the next line.
CREATE OR REPLACE TEMPORARY VIEW cld_staging_row AS
WITH lines AS (
  SELECT POSEXPLODE(SPLIT(value, CHR(10))) AS (n, line) FROM cld_staging_file
), numbered AS (
  SELECT l.n, l.line, SUM(CASE WHEN l.marks_before % 2 = 0 THEN 1 ELSE 0 END) OVER (ORDER BY l.n) AS row_number
  FROM (
    SELECT n, line, COALESCE(SUM(LENGTH(line) - LENGTH(REPLACE(line, '"', ''))) OVER (
      ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ), 0) AS marks_before
    FROM lines
  ) AS l
), records AS (
  SELECT n.row_number, RTRIM(CHR(13), ARRAY_JOIN(TRANSFORM(
    ARRAY_SORT(COLLECT_LIST(NAMED_STRUCT('n', n.n, 'line', n.line))), l -> l.line
  ), CHR(10))) AS record
  FROM numbered AS n
  GROUP BY n.row_number
)
SELECT r.row_number, r.record, TRANSFORM(
    REGEXP_EXTRACT_ALL(CONCAT(r.record, ','), '("[^"]*(?:""[^"]*)*"|[^,]*),', 1),
    c -> CASE WHEN c LIKE '"%"' THEN REPLACE(SUBSTRING(c, 2, LENGTH(c) - 2), '""', '"') ELSE c END
  ) AS cells
FROM records AS r
WHERE r.row_number > 1;

INSERT OVERWRITE cld_staging
SELECT CASE WHEN SIZE(r.cells) = 44 OR TRIM(r.record) = '' THEN r.row_number ELSE RAISE_ERROR(CONCAT('Row ', r.row_number, ' has ', SIZE(r.cells), ' cells. The template has 44 columns.')) END, r.cells[0], r.cells[1], r.cells[2], r.cells[3], r.cells[4], r.cells[5], r.cells[6], r.cells[7], r.cells[8], r.cells[9], r.cells[10], r.cells[11], r.cells[12], r.cells[13], r.cells[14], r.cells[15], r.cells[16], r.cells[17], r.cells[18], r.cells[19], r.cells[20], r.cells[21], r.cells[22], r.cells[23], r.cells[24], r.cells[25], r.cells[26], r.cells[27], r.cells[28], r.cells[29], r.cells[30], r.cells[31], r.cells[32], r.cells[33], r.cells[34], r.cells[35], r.cells[36], r.cells[37], r.cells[38], r.cells[39], r.cells[40], r.cells[41], r.cells[42], r.cells[43]
FROM cld_staging_row AS r;

SELECT COUNT(*) AS rows_loaded FROM cld_staging;
