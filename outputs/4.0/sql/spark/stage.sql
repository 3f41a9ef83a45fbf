-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, Spark SQL: stage.sql
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
SELECT CASE WHEN SIZE(r.cells) = 44 OR TRIM(r.record) = '' THEN r.row_number ELSE RAISE_ERROR(CONCAT('Row ', r.row_number, ' has ', SIZE(r.cells), ' cells. The template has 44 columns.')) END, GET(r.cells, 0), GET(r.cells, 1), GET(r.cells, 2), GET(r.cells, 3), GET(r.cells, 4), GET(r.cells, 5), GET(r.cells, 6), GET(r.cells, 7), GET(r.cells, 8), GET(r.cells, 9), GET(r.cells, 10), GET(r.cells, 11), GET(r.cells, 12), GET(r.cells, 13), GET(r.cells, 14), GET(r.cells, 15), GET(r.cells, 16), GET(r.cells, 17), GET(r.cells, 18), GET(r.cells, 19), GET(r.cells, 20), GET(r.cells, 21), GET(r.cells, 22), GET(r.cells, 23), GET(r.cells, 24), GET(r.cells, 25), GET(r.cells, 26), GET(r.cells, 27), GET(r.cells, 28), GET(r.cells, 29), GET(r.cells, 30), GET(r.cells, 31), GET(r.cells, 32), GET(r.cells, 33), GET(r.cells, 34), GET(r.cells, 35), GET(r.cells, 36), GET(r.cells, 37), GET(r.cells, 38), GET(r.cells, 39), GET(r.cells, 40), GET(r.cells, 41), GET(r.cells, 42), GET(r.cells, 43)
FROM cld_staging_row AS r;

SELECT COUNT(*) AS rows_loaded FROM cld_staging;
