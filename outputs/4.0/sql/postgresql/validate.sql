-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, PostgreSQL: validate.sql
-- Checks the rows of the staging table and shows the findings. It sends nothing anywhere.

SET client_encoding = 'UTF8'; -- whatever the terminal has

-- 1. The odd cells: white space around a value, unusual spaces, invisible characters, words for nothing, errors of formulas.
DROP TABLE IF EXISTS cld_odd_cell;
CREATE TABLE cld_odd_cell AS
SELECT
  t."row_number",
  t."item",
  t."title",
  t."kind",
  t."typed",
  t."text",
  CASE
    WHEN (t."item" IN ('nhs_number', 'postcode') AND t."text" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$') THEN 'error'
    WHEN (t."text" IN ('01/01/1900', '31/12/2999') AND t."item" IN ('reporting_period_start_date', 'reporting_period_end_date', 'date_of_birth', 'date_of_death', 'event_start_date', 'event_end_date')) THEN 'filler'
    WHEN (t."text" IN ('0000000000', '1111111111', '2222222222', '3333333333', '4444444444', '5555555555', '6666666666', '7777777777', '8888888888', '9999999999') AND t."item" IN ('nhs_number')) THEN 'filler'
    WHEN t."kind" = 'value' AND t."text" <> '' AND t."typed" <> t."text" THEN 'spaces'
    WHEN t."kind" = 'value' THEN NULL
    WHEN t."text" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$' THEN 'error'
    WHEN t."text" COLLATE "C" ~ '[\uF780-\uF7FF\uFFFD-\uFFFD]' THEN 'encoding'
    WHEN t."kind" = 'identifier' AND t."text" COLLATE "C" ~ '^[1-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}$' THEN 'digits'
    WHEN LOWER(t."text") IN ('!', '#', '(blank)', '(n/a)', '(nil)', '(none)', '(null)', '*', '**', '***', '-', '--', '---', '----', '.', '..', '...', '//', '<na>', '<none>', '<null>', '?', '??', '???', '[null]', '\n', '_', '__', '___', 'missing', 'n / a', 'n.a', 'n.a.', 'n/a', 'na', 'nan', 'nat', 'nil', 'no data', 'none', 'not applicable', 'not available', 'not recorded', 'null', 'undefined', '~', '‐', '‑', '‒', '–', '—', '―', '…', '−') OR (t."kind" = 'identifier' AND LOWER(t."text") IN ('anonymous', 'blank', 'n/k', 'nk', 'not known', 'tba', 'tbc', 'unknown')) THEN 'no-value'
    WHEN t."typed" COLLATE "C" ~ '[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD-\u00AD\u034F-\u034F\u061C-\u061C\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164-\u3164\uFE00-\uFE0F\uFEFF-\uFEFF\uFFA0-\uFFA0\uFFF9-\uFFFB]' THEN 'characters'
    WHEN t."text" = '' THEN NULL
    WHEN t."kind" = 'identifier' AND t."text" COLLATE "C" ~ '[\u00B4-\u00B4\u02B9-\u02B9\u02BB-\u02BD\u02C8-\u02C8\u0391-\u0392\u0395-\u0397\u0399-\u039A\u039C-\u039D\u039F-\u039F\u03A1-\u03A1\u03A4-\u03A5\u03A7-\u03A7\u03B1-\u03B1\u03B9-\u03BA\u03BD-\u03BD\u03BF-\u03BF\u03C1-\u03C1\u03C4-\u03C5\u03C7-\u03C7\u0405-\u0406\u0408-\u0408\u0410-\u0410\u0412-\u0412\u0415-\u0415\u041A-\u041A\u041C-\u041E\u0420-\u0423\u0425-\u0425\u0430-\u0430\u0435-\u0435\u043E-\u043E\u0440-\u0441\u0443-\u0443\u0445-\u0445\u0455-\u0456\u0458-\u0458\u04BB-\u04BB\u0501-\u0501\u051B-\u051B\u051D-\u051D\u0660-\u0669\u06F0-\u06F9\u07C0-\u07C9\u0966-\u096F\u09E6-\u09EF\u0A66-\u0A6F\u0AE6-\u0AEF\u0B66-\u0B6F\u0BE6-\u0BEF\u0C66-\u0C6F\u0CE6-\u0CEF\u0D66-\u0D6F\u0DE6-\u0DEF\u0E50-\u0E59\u0ED0-\u0ED9\u0F20-\u0F29\u1040-\u1049\u1090-\u1099\u17E0-\u17E9\u1810-\u1819\u1946-\u194F\u19D0-\u19D9\u1A80-\u1A89\u1A90-\u1A99\u1B50-\u1B59\u1BB0-\u1BB9\u1C40-\u1C49\u1C50-\u1C59\u2010-\u2015\u2018-\u201B\u2032-\u2032\u2043-\u2044\u2212-\u2212\u2215-\u2215\uA620-\uA629\uA8D0-\uA8D9\uA900-\uA909\uA9D0-\uA9D9\uA9F0-\uA9F9\uAA50-\uAA59\uABF0-\uABF9\uFE58-\uFE58\uFE63-\uFE63\uFF01-\uFF5E]' THEN 'look-alikes'
    WHEN NOT t."kind" = 'identifier' AND t."text" COLLATE "C" ~ '[\u0660-\u0669\u06F0-\u06F9\u07C0-\u07C9\u0966-\u096F\u09E6-\u09EF\u0A66-\u0A6F\u0AE6-\u0AEF\u0B66-\u0B6F\u0BE6-\u0BEF\u0C66-\u0C6F\u0CE6-\u0CEF\u0D66-\u0D6F\u0DE6-\u0DEF\u0E50-\u0E59\u0ED0-\u0ED9\u0F20-\u0F29\u1040-\u1049\u1090-\u1099\u17E0-\u17E9\u1810-\u1819\u1946-\u194F\u19D0-\u19D9\u1A80-\u1A89\u1A90-\u1A99\u1B50-\u1B59\u1BB0-\u1BB9\u1C40-\u1C49\u1C50-\u1C59\uA620-\uA629\uA8D0-\uA8D9\uA900-\uA909\uA9D0-\uA9D9\uA9F0-\uA9F9\uAA50-\uAA59\uABF0-\uABF9\uFF01-\uFF5E]' THEN 'look-alikes'
    WHEN NOT t."kind" = 'identifier' AND t."text" COLLATE "C" ~ '[\u0041-\u005A\u0061-\u007A][\u0391-\u0392\u0395-\u0397\u0399-\u039A\u039C-\u039D\u039F-\u039F\u03A1-\u03A1\u03A4-\u03A5\u03A7-\u03A7\u03B1-\u03B1\u03B9-\u03BA\u03BD-\u03BD\u03BF-\u03BF\u03C1-\u03C1\u03C4-\u03C5\u03C7-\u03C7\u0405-\u0406\u0408-\u0408\u0410-\u0410\u0412-\u0412\u0415-\u0415\u041A-\u041A\u041C-\u041E\u0420-\u0423\u0425-\u0425\u0430-\u0430\u0435-\u0435\u043E-\u043E\u0440-\u0441\u0443-\u0443\u0445-\u0445\u0455-\u0456\u0458-\u0458\u04BB-\u04BB\u0501-\u0501\u051B-\u051B\u051D-\u051D]' THEN 'look-alikes'
    WHEN NOT t."kind" = 'identifier' AND t."text" COLLATE "C" ~ '[\u0391-\u0392\u0395-\u0397\u0399-\u039A\u039C-\u039D\u039F-\u039F\u03A1-\u03A1\u03A4-\u03A5\u03A7-\u03A7\u03B1-\u03B1\u03B9-\u03BA\u03BD-\u03BD\u03BF-\u03BF\u03C1-\u03C1\u03C4-\u03C5\u03C7-\u03C7\u0405-\u0406\u0408-\u0408\u0410-\u0410\u0412-\u0412\u0415-\u0415\u041A-\u041A\u041C-\u041E\u0420-\u0423\u0425-\u0425\u0430-\u0430\u0435-\u0435\u043E-\u043E\u0440-\u0441\u0443-\u0443\u0445-\u0445\u0455-\u0456\u0458-\u0458\u04BB-\u04BB\u0501-\u0501\u051B-\u051B\u051D-\u051D][\u0041-\u005A\u0061-\u007A]' THEN 'look-alikes'
    WHEN LENGTH(t."text") < LENGTH(t."typed") OR (t."kind" = 'identifier' AND t."typed" <> t."text") THEN 'spaces'
    WHEN (t."item" IN ('reporting_year', 'person_unique_identifier', 'gp_practice_code', 'event_reference', 'provider_cqc_id') AND NOT t."text" COLLATE "C" ~ '[\u0030-\u0039]') THEN 'unlike-examples'
  END AS "remark"
FROM (
  SELECT
    t."row_number", t."item", t."title", t."kind", t."typed",
    TRIM(REGEXP_REPLACE(CASE WHEN t."kind" = 'value' THEN t."typed" ELSE REGEXP_REPLACE(t."typed", '[\u0001-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD-\u00AD\u034F-\u034F\u061C-\u061C\u115F-\u1160\u17B4-\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164-\u3164\uFE00-\uFE0F\uFEFF-\uFEFF\uFFA0-\uFFA0\uFFF9-\uFFFB]', '', 'g') END, '[\u0009-\u000D\u0085-\u0085\u00A0-\u00A0\u1680-\u1680\u2000-\u200A\u2028-\u2029\u202F-\u202F\u205F-\u205F\u3000-\u3000]', ' ', 'g')) AS "text"
  FROM (
    SELECT s."row_number" - (SELECT MIN("row_number") FROM cld_staging) + 2 AS "row_number", v."item" AS "item", v."title" AS "title", v."kind" AS "kind", v."typed"
    FROM cld_staging AS s
    CROSS JOIN LATERAL (VALUES
      ('la_code', 'LA Code', 'value', s."la_code"),
      ('reporting_year', 'Reporting Year', 'text', s."reporting_year"),
      ('reporting_period_start_date', 'Reporting Period Start Date', 'value', s."reporting_period_start_date"),
      ('reporting_period_end_date', 'Reporting Period End Date', 'value', s."reporting_period_end_date"),
      ('person_unique_identifier', 'Person Unique Identifier', 'identifier', s."person_unique_identifier"),
      ('nhs_number', 'NHS Number', 'value', s."nhs_number"),
      ('first_name', 'First Name', 'text', s."first_name"),
      ('last_name', 'Last Name', 'text', s."last_name"),
      ('gp_practice_name', 'GP Practice Name', 'text', s."gp_practice_name"),
      ('gp_practice_code', 'GP Practice Code', 'text', s."gp_practice_code"),
      ('gender', 'Gender', 'value', s."gender"),
      ('ethnicity', 'Ethnicity', 'value', s."ethnicity"),
      ('date_of_birth', 'Date of Birth', 'value', s."date_of_birth"),
      ('date_of_death', 'Date of Death', 'value', s."date_of_death"),
      ('primary_support_reason', 'Primary Support Reason', 'value', s."primary_support_reason"),
      ('postcode', 'Postcode', 'value', s."postcode"),
      ('accommodation_status', 'Accommodation Status', 'value', s."accommodation_status"),
      ('employment_status', 'Employment Status', 'value', s."employment_status"),
      ('has_informal_carer', 'Has Informal Carer', 'value', s."has_informal_carer"),
      ('autism_spectrum_disorder', 'Autism Spectrum Disorder (ASD)', 'value', s."autism_spectrum_disorder"),
      ('visual_impairment', 'Visual Impairment', 'value', s."visual_impairment"),
      ('hearing_impairment', 'Hearing Impairment', 'value', s."hearing_impairment"),
      ('dementia', 'Dementia', 'value', s."dementia"),
      ('event_type', 'Event Type', 'value', s."event_type"),
      ('event_reference', 'Event Reference', 'identifier', s."event_reference"),
      ('event_start_date', 'Event Start Date', 'value', s."event_start_date"),
      ('event_end_date', 'Event End Date', 'value', s."event_end_date"),
      ('event_description', 'Event Description', 'text', s."event_description"),
      ('event_outcome', 'Event Outcome', 'value', s."event_outcome"),
      ('route_of_access', 'Request: Route of Access', 'value', s."route_of_access"),
      ('assessment_type', 'Assessment Type', 'value', s."assessment_type"),
      ('eligible_needs_identified', 'Eligible Needs Identified', 'value', s."eligible_needs_identified"),
      ('informal_carer_involved_in_assessment', 'Informal Carer involved in Assessment', 'value', s."informal_carer_involved_in_assessment"),
      ('service_type', 'Service Type', 'value', s."service_type"),
      ('service_component', 'Service Component', 'value', s."service_component"),
      ('delivery_mechanism', 'Delivery Mechanism (Long Term Community or Prison Only)', 'value', s."delivery_mechanism"),
      ('provider_location_name', 'Provider Location Name', 'text', s."provider_location_name"),
      ('provider_cqc_id', 'Provider CQC ID', 'text', s."provider_cqc_id"),
      ('review_reason', 'Review Reason', 'value', s."review_reason"),
      ('review_outcomes_achieved', 'Review Outcomes Achieved', 'value', s."review_outcomes_achieved"),
      ('unit_cost', 'Unit Cost (£)', 'value', s."unit_cost"),
      ('cost_frequency', 'Cost Frequency / Unit Type', 'value', s."cost_frequency"),
      ('planned_units_per_week', 'Planned units per week', 'value', s."planned_units_per_week"),
      ('full_cost_client', 'Full cost client', 'value', s."full_cost_client")
    ) AS v ("item", "title", "kind", "typed")
  ) AS t
  WHERE t."typed" COLLATE "C" ~ '[\u0001-\u001F\u007F-\u00A0\u00AD-\u00AD\u034F-\u034F\u061C-\u061C\u115F-\u1160\u1680-\u1680\u17B4-\u17B5\u180B-\u180F\u2000-\u200F\u2028-\u202F\u205F-\u206F\u3000-\u3000\u3164-\u3164\uF780-\uF7FF\uFE00-\uFE0F\uFEFF-\uFEFF\uFFA0-\uFFA0\uFFF9-\uFFFB\uFFFD-\uFFFD]'
    OR t."typed" LIKE ' %' OR t."typed" LIKE '% '
    OR (t."typed" IN ('01/01/1900', '31/12/2999') AND t."item" IN ('reporting_period_start_date', 'reporting_period_end_date', 'date_of_birth', 'date_of_death', 'event_start_date', 'event_end_date'))
    OR (t."typed" IN ('0000000000', '1111111111', '2222222222', '3333333333', '4444444444', '5555555555', '6666666666', '7777777777', '8888888888', '9999999999') AND t."item" IN ('nhs_number'))
    OR (t."item" IN ('nhs_number', 'postcode') AND t."typed" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$')
    OR (t."kind" <> 'value' AND (LOWER(t."typed") IN ('!', '#', '(blank)', '(n/a)', '(nil)', '(none)', '(null)', '*', '**', '***', '-', '--', '---', '----', '.', '..', '...', '//', '<na>', '<none>', '<null>', '?', '??', '???', '[null]', '\n', '_', '__', '___', 'anonymous', 'blank', 'missing', 'n / a', 'n.a', 'n.a.', 'n/a', 'n/k', 'na', 'nan', 'nat', 'nil', 'nk', 'no data', 'none', 'not applicable', 'not available', 'not known', 'not recorded', 'null', 'tba', 'tbc', 'undefined', 'unknown', '~', '‐', '‑', '‒', '–', '—', '―', '…', '−') OR t."typed" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$' OR t."typed" COLLATE "C" ~ '^[1-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}$' OR t."typed" COLLATE "C" ~ '[\u00B4-\uFF5E]' OR (t."item" IN ('reporting_year', 'person_unique_identifier', 'gp_practice_code', 'event_reference', 'provider_cqc_id') AND NOT t."typed" COLLATE "C" ~ '[\u0030-\u0039]')))
) AS t;

-- Names of odd characters.
DROP TABLE IF EXISTS cld_odd_character;
CREATE TABLE cld_odd_character AS
SELECT
  n.sign,
  n.name
FROM (
  SELECT CHR(9) AS sign, 'a tab (U+0009)' AS name
  UNION ALL SELECT CHR(10) AS sign, 'a line break (U+000A)' AS name
  UNION ALL SELECT CHR(13) AS sign, 'a line break (U+000D)' AS name
  UNION ALL SELECT CHR(11) AS sign, 'a control character (U+000B)' AS name
  UNION ALL SELECT CHR(12) AS sign, 'a control character (U+000C)' AS name
  UNION ALL SELECT CHR(133) AS sign, 'a control character (U+0085)' AS name
  UNION ALL SELECT CHR(160) AS sign, 'a no-break space (U+00A0)' AS name
  UNION ALL SELECT CHR(173) AS sign, 'a soft hyphen (U+00AD)' AS name
  UNION ALL SELECT CHR(8194) AS sign, 'an en space (U+2002)' AS name
  UNION ALL SELECT CHR(8195) AS sign, 'an em space (U+2003)' AS name
  UNION ALL SELECT CHR(8201) AS sign, 'a thin space (U+2009)' AS name
  UNION ALL SELECT CHR(8203) AS sign, 'a zero width space (U+200B)' AS name
  UNION ALL SELECT CHR(8204) AS sign, 'a zero width non-joiner (U+200C)' AS name
  UNION ALL SELECT CHR(8205) AS sign, 'a zero width joiner (U+200D)' AS name
  UNION ALL SELECT CHR(8206) AS sign, 'a left-to-right mark (U+200E)' AS name
  UNION ALL SELECT CHR(8207) AS sign, 'a right-to-left mark (U+200F)' AS name
  UNION ALL SELECT CHR(8232) AS sign, 'a line separator (U+2028)' AS name
  UNION ALL SELECT CHR(8234) AS sign, 'a left-to-right embedding (U+202A)' AS name
  UNION ALL SELECT CHR(8236) AS sign, 'a pop directional formatting (U+202C)' AS name
  UNION ALL SELECT CHR(8239) AS sign, 'a narrow no-break space (U+202F)' AS name
  UNION ALL SELECT CHR(8288) AS sign, 'a word joiner (U+2060)' AS name
  UNION ALL SELECT CHR(12288) AS sign, 'an ideographic space (U+3000)' AS name
  UNION ALL SELECT CHR(65279) AS sign, 'a zero width no-break space (U+FEFF)' AS name
  UNION ALL SELECT CHR(65533) AS sign, 'a replacement character (U+FFFD)' AS name
) AS n;

-- 2. The value of each cell, which is NULL if the cell is unreadable, and the cell as typed. Blank rows are left out.
DROP TABLE IF EXISTS cld_read;
CREATE TABLE cld_read AS
SELECT
  t."row_number",
  CASE WHEN t."la_code" IN ('716', '717', '204', '908', '625', '718', '406', '324', '325', '304', '738', '614', '209', '719', '816', '909', '720', '612', '305', '210', '623', '702', '626', '326', '327', '714', '902', '407', '721', '102', '117', '507', '506', '912', '205', '809', '408', '116', '722', '214', '815', '723', '620', '106', '904', '703', '704', '321', '705', '812', '724', '725', '111', '726', '415', '606', '727', '728', '803', '906', '706', '707', '820', '215', '729', '211', '315', '708', '323', '212', '509', '508', '709', '503', '316', '611', '306', '821', '730', '112', '613', '107', '731', '607', '216', '217', '910', '108', '218', '504', '104', '512', '511', '307', '608', '624', '913', '813', '616', '732', '113', '733', '308', '206', '510', '309', '409', '317', '207', '417', '617', '410', '905', '911', '109', '814', '621', '710', '318', '413', '310', '114', '414', '609', '110', '805', '734', '819', '311', '418', '622', '914', '711', '312', '213', '411', '735', '712', '322', '404', '615', '807', '713', '313', '817', '618', '319', '619', '412', '416', '219') THEN t."la_code" ELSE CASE LOWER(REGEXP_REPLACE(t."la_code", ' +', ' ', 'g')) WHEN '102' THEN '102' WHEN '104' THEN '104' WHEN '106' THEN '106' WHEN '107' THEN '107' WHEN '108' THEN '108' WHEN '109' THEN '109' WHEN '110' THEN '110' WHEN '111' THEN '111' WHEN '112' THEN '112' WHEN '113' THEN '113' WHEN '114' THEN '114' WHEN '116' THEN '116' WHEN '117' THEN '117' WHEN '204' THEN '204' WHEN '205' THEN '205' WHEN '206' THEN '206' WHEN '207' THEN '207' WHEN '209' THEN '209' WHEN '210' THEN '210' WHEN '211' THEN '211' WHEN '212' THEN '212' WHEN '213' THEN '213' WHEN '214' THEN '214' WHEN '215' THEN '215' WHEN '216' THEN '216' WHEN '217' THEN '217' WHEN '218' THEN '218' WHEN '219' THEN '219' WHEN '304' THEN '304' WHEN '305' THEN '305' WHEN '306' THEN '306' WHEN '307' THEN '307' WHEN '308' THEN '308' WHEN '309' THEN '309' WHEN '310' THEN '310' WHEN '311' THEN '311' WHEN '312' THEN '312' WHEN '313' THEN '313' WHEN '315' THEN '315' WHEN '316' THEN '316' WHEN '317' THEN '317' WHEN '318' THEN '318' WHEN '319' THEN '319' WHEN '321' THEN '321' WHEN '322' THEN '322' WHEN '323' THEN '323' WHEN '324' THEN '324' WHEN '325' THEN '325' WHEN '326' THEN '326' WHEN '327' THEN '327' WHEN '404' THEN '404' WHEN '406' THEN '406' WHEN '407' THEN '407' WHEN '408' THEN '408' WHEN '409' THEN '409' WHEN '410' THEN '410' WHEN '411' THEN '411' WHEN '412' THEN '412' WHEN '413' THEN '413' WHEN '414' THEN '414' WHEN '415' THEN '415' WHEN '416' THEN '416' WHEN '417' THEN '417' WHEN '418' THEN '418' WHEN '503' THEN '503' WHEN '504' THEN '504' WHEN '506' THEN '506' WHEN '507' THEN '507' WHEN '508' THEN '508' WHEN '509' THEN '509' WHEN '510' THEN '510' WHEN '511' THEN '511' WHEN '512' THEN '512' WHEN '606' THEN '606' WHEN '607' THEN '607' WHEN '608' THEN '608' WHEN '609' THEN '609' WHEN '611' THEN '611' WHEN '612' THEN '612' WHEN '613' THEN '613' WHEN '614' THEN '614' WHEN '615' THEN '615' WHEN '616' THEN '616' WHEN '617' THEN '617' WHEN '618' THEN '618' WHEN '619' THEN '619' WHEN '620' THEN '620' WHEN '621' THEN '621' WHEN '622' THEN '622' WHEN '623' THEN '623' WHEN '624' THEN '624' WHEN '625' THEN '625' WHEN '626' THEN '626' WHEN '702' THEN '702' WHEN '703' THEN '703' WHEN '704' THEN '704' WHEN '705' THEN '705' WHEN '706' THEN '706' WHEN '707' THEN '707' WHEN '708' THEN '708' WHEN '709' THEN '709' WHEN '710' THEN '710' WHEN '711' THEN '711' WHEN '712' THEN '712' WHEN '713' THEN '713' WHEN '714' THEN '714' WHEN '716' THEN '716' WHEN '717' THEN '717' WHEN '718' THEN '718' WHEN '719' THEN '719' WHEN '720' THEN '720' WHEN '721' THEN '721' WHEN '722' THEN '722' WHEN '723' THEN '723' WHEN '724' THEN '724' WHEN '725' THEN '725' WHEN '726' THEN '726' WHEN '727' THEN '727' WHEN '728' THEN '728' WHEN '729' THEN '729' WHEN '730' THEN '730' WHEN '731' THEN '731' WHEN '732' THEN '732' WHEN '733' THEN '733' WHEN '734' THEN '734' WHEN '735' THEN '735' WHEN '738' THEN '738' WHEN '803' THEN '803' WHEN '805' THEN '805' WHEN '807' THEN '807' WHEN '809' THEN '809' WHEN '812' THEN '812' WHEN '813' THEN '813' WHEN '814' THEN '814' WHEN '815' THEN '815' WHEN '816' THEN '816' WHEN '817' THEN '817' WHEN '819' THEN '819' WHEN '820' THEN '820' WHEN '821' THEN '821' WHEN '902' THEN '902' WHEN '904' THEN '904' WHEN '905' THEN '905' WHEN '906' THEN '906' WHEN '908' THEN '908' WHEN '909' THEN '909' WHEN '910' THEN '910' WHEN '911' THEN '911' WHEN '912' THEN '912' WHEN '913' THEN '913' WHEN '914' THEN '914' END END AS "la_code",
  t."la_code" AS "la_code_as_typed",
  CASE WHEN t."reporting_year_unreadable" IS NULL THEN t."reporting_year" END AS "reporting_year",
  t."reporting_year" AS "reporting_year_as_typed",
  CASE WHEN t."reporting_period_start_date" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."reporting_period_start_date", 'DD/MM/YYYY') END AS "reporting_period_start_date",
  t."reporting_period_start_date" AS "reporting_period_start_date_as_typed",
  CASE WHEN t."reporting_period_end_date" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."reporting_period_end_date", 'DD/MM/YYYY') END AS "reporting_period_end_date",
  t."reporting_period_end_date" AS "reporting_period_end_date_as_typed",
  CASE WHEN t."person_unique_identifier_unreadable" IS NULL THEN t."person_unique_identifier" END AS "person_unique_identifier",
  t."person_unique_identifier" AS "person_unique_identifier_as_typed",
  CASE WHEN CASE WHEN t."nhs_number" COLLATE "C" ~ '^[0-9]{10}$' THEN CASE WHEN (11 - (10 * CAST(SUBSTRING(t."nhs_number", 1, 1) AS INTEGER) + 9 * CAST(SUBSTRING(t."nhs_number", 2, 1) AS INTEGER) + 8 * CAST(SUBSTRING(t."nhs_number", 3, 1) AS INTEGER) + 7 * CAST(SUBSTRING(t."nhs_number", 4, 1) AS INTEGER) + 6 * CAST(SUBSTRING(t."nhs_number", 5, 1) AS INTEGER) + 5 * CAST(SUBSTRING(t."nhs_number", 6, 1) AS INTEGER) + 4 * CAST(SUBSTRING(t."nhs_number", 7, 1) AS INTEGER) + 3 * CAST(SUBSTRING(t."nhs_number", 8, 1) AS INTEGER) + 2 * CAST(SUBSTRING(t."nhs_number", 9, 1) AS INTEGER)) % 11) % 11 = CAST(SUBSTRING(t."nhs_number", 10, 1) AS INTEGER) THEN 1 ELSE 0 END ELSE 0 END = 1 THEN t."nhs_number" END AS "nhs_number",
  t."nhs_number" AS "nhs_number_as_typed",
  CASE WHEN t."first_name_unreadable" IS NULL THEN t."first_name" END AS "first_name",
  t."first_name" AS "first_name_as_typed",
  CASE WHEN t."last_name_unreadable" IS NULL THEN t."last_name" END AS "last_name",
  t."last_name" AS "last_name_as_typed",
  CASE WHEN t."gp_practice_name_unreadable" IS NULL THEN t."gp_practice_name" END AS "gp_practice_name",
  t."gp_practice_name" AS "gp_practice_name_as_typed",
  CASE WHEN t."gp_practice_code_unreadable" IS NULL THEN t."gp_practice_code" END AS "gp_practice_code",
  t."gp_practice_code" AS "gp_practice_code_as_typed",
  CASE WHEN t."gender" IN ('Female', 'Male', 'Not known') THEN t."gender" ELSE CASE LOWER(REGEXP_REPLACE(t."gender", ' +', ' ', 'g')) WHEN 'female' THEN 'Female' WHEN 'male' THEN 'Male' WHEN 'not known' THEN 'Not known' WHEN 'unknown' THEN 'Not known' END END AS "gender",
  t."gender" AS "gender_as_typed",
  CASE WHEN t."ethnicity" IN ('White (English / Welsh / Scottish / Northern Irish / British)', 'White Irish', 'White (Gypsy or Irish Traveller)', 'Any other White background', 'White and Black Caribbean', 'White and Black African', 'White and Asian', 'Any other mixed / multiple ethnic background', 'Indian', 'Pakistani', 'Bangladeshi', 'Chinese', 'Any other Asian background', 'African', 'Caribbean', 'Any other Black / African / Caribbean background', 'Arab', 'Any other ethnic group', 'Refused', 'Undeclared / Not known') THEN t."ethnicity" ELSE CASE LOWER(REGEXP_REPLACE(t."ethnicity", ' +', ' ', 'g')) WHEN 'african' THEN 'African' WHEN 'any other asian background' THEN 'Any other Asian background' WHEN 'any other black / african / caribbean background' THEN 'Any other Black / African / Caribbean background' WHEN 'any other ethnic group' THEN 'Any other ethnic group' WHEN 'any other mixed / multiple ethnic background' THEN 'Any other mixed / multiple ethnic background' WHEN 'any other white background' THEN 'Any other White background' WHEN 'arab' THEN 'Arab' WHEN 'bangladeshi' THEN 'Bangladeshi' WHEN 'caribbean' THEN 'Caribbean' WHEN 'chinese' THEN 'Chinese' WHEN 'indian' THEN 'Indian' WHEN 'pakistani' THEN 'Pakistani' WHEN 'refused' THEN 'Refused' WHEN 'undeclared / not known' THEN 'Undeclared / Not known' WHEN 'white (english / welsh / scottish / northern irish / british)' THEN 'White (English / Welsh / Scottish / Northern Irish / British)' WHEN 'white (gypsy or irish traveller)' THEN 'White (Gypsy or Irish Traveller)' WHEN 'white and asian' THEN 'White and Asian' WHEN 'white and black african' THEN 'White and Black African' WHEN 'white and black caribbean' THEN 'White and Black Caribbean' WHEN 'white irish' THEN 'White Irish' END END AS "ethnicity",
  t."ethnicity" AS "ethnicity_as_typed",
  CASE WHEN t."date_of_birth" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."date_of_birth", 'DD/MM/YYYY') END AS "date_of_birth",
  t."date_of_birth" AS "date_of_birth_as_typed",
  CASE WHEN t."date_of_death" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."date_of_death", 'DD/MM/YYYY') END AS "date_of_death",
  t."date_of_death" AS "date_of_death_as_typed",
  CASE WHEN t."primary_support_reason" IN ('Physical Support: Access & mobility only', 'Physical Support: Personal care support', 'Sensory Support: Support for visual impairment', 'Sensory Support: Support for hearing impairment', 'Sensory Support: Support for dual impairment', 'Support with Memory & Cognition', 'Learning Disability Support', 'Mental Health Support', 'Social Support: Substance misuse support', 'Social Support: Asylum seeker support', 'Social Support: Support for Social Isolation/Other', 'PSR Not Known') THEN t."primary_support_reason" ELSE CASE LOWER(REGEXP_REPLACE(t."primary_support_reason", ' +', ' ', 'g')) WHEN 'learning disability support' THEN 'Learning Disability Support' WHEN 'mental health support' THEN 'Mental Health Support' WHEN 'physical support: access & mobility only' THEN 'Physical Support: Access & mobility only' WHEN 'physical support: personal care support' THEN 'Physical Support: Personal care support' WHEN 'psr not known' THEN 'PSR Not Known' WHEN 'sensory support: support for dual impairment' THEN 'Sensory Support: Support for dual impairment' WHEN 'sensory support: support for hearing impairment' THEN 'Sensory Support: Support for hearing impairment' WHEN 'sensory support: support for visual impairment' THEN 'Sensory Support: Support for visual impairment' WHEN 'social support: asylum seeker support' THEN 'Social Support: Asylum seeker support' WHEN 'social support: substance misuse support' THEN 'Social Support: Substance misuse support' WHEN 'social support: support for social isolation/other' THEN 'Social Support: Support for Social Isolation/Other' WHEN 'support with memory & cognition' THEN 'Support with Memory & Cognition' END END AS "primary_support_reason",
  t."primary_support_reason" AS "primary_support_reason_as_typed",
  CASE WHEN t."postcode" COLLATE "C" ~ '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$' THEN t."postcode" END AS "postcode",
  t."postcode" AS "postcode_as_typed",
  CASE WHEN t."accommodation_status" IN ('Owner occupier or shared ownership scheme', 'Tenant', 'Tenant - private landlord', 'Settled mainstream housing with family / friends', 'Supported accommodation / supported lodgings / supported group home', 'Shared Lives scheme', 'Approved premises for offenders released from prison or under probation supervision', 'Sheltered housing / extra care housing / other sheltered housing', 'Mobile accommodation for Gypsy / Roma and Traveller communities', 'Rough sleeper / squatting', 'Night shelter / emergency hostel / direct access hostel', 'Refuge', 'Placed in temporary accommodation by the council (inc. homelessness resettlement)', 'Staying with family / friends as a short-term guest', 'Acute / long-term healthcare residential facility or hospital', 'Registered care home', 'Registered nursing home', 'Prison / Young offenders institution / detention centre', 'Other temporary accommodation', 'Unknown') THEN t."accommodation_status" ELSE CASE LOWER(REGEXP_REPLACE(t."accommodation_status", ' +', ' ', 'g')) WHEN 'acute / long-term healthcare residential facility or hospital' THEN 'Acute / long-term healthcare residential facility or hospital' WHEN 'approved premises for offenders released from prison or under probation supervision' THEN 'Approved premises for offenders released from prison or under probation supervision' WHEN 'mobile accommodation for gypsy / roma and traveller communities' THEN 'Mobile accommodation for Gypsy / Roma and Traveller communities' WHEN 'night shelter / emergency hostel / direct access hostel' THEN 'Night shelter / emergency hostel / direct access hostel' WHEN 'other temporary accommodation' THEN 'Other temporary accommodation' WHEN 'owner occupier or shared ownership scheme' THEN 'Owner occupier or shared ownership scheme' WHEN 'placed in temporary accommodation by the council (inc. homelessness resettlement)' THEN 'Placed in temporary accommodation by the council (inc. homelessness resettlement)' WHEN 'prison / young offenders institution / detention centre' THEN 'Prison / Young offenders institution / detention centre' WHEN 'refuge' THEN 'Refuge' WHEN 'registered care home' THEN 'Registered care home' WHEN 'registered nursing home' THEN 'Registered nursing home' WHEN 'residential care home' THEN 'Registered care home' WHEN 'rough sleeper / squatting' THEN 'Rough sleeper / squatting' WHEN 'settled mainstream housing with family / friends' THEN 'Settled mainstream housing with family / friends' WHEN 'shared lives scheme' THEN 'Shared Lives scheme' WHEN 'sheltered housing / extra care housing / other sheltered housing' THEN 'Sheltered housing / extra care housing / other sheltered housing' WHEN 'staying with family / friends as a short-term guest' THEN 'Staying with family / friends as a short-term guest' WHEN 'supported accommodation / supported lodgings / supported group home' THEN 'Supported accommodation / supported lodgings / supported group home' WHEN 'tenant' THEN 'Tenant' WHEN 'tenant - private landlord' THEN 'Tenant - private landlord' WHEN 'unknown' THEN 'Unknown' END END AS "accommodation_status",
  t."accommodation_status" AS "accommodation_status_as_typed",
  CASE WHEN t."employment_status" IN ('Paid: Less than 16 hours a week', 'Paid: 16 or more hours a week', 'Not in Paid Employment (seeking work)', 'Not in Paid Employment (not actively seeking work / retired)', 'Not in Paid Employment (voluntary work only)', 'Unknown') THEN t."employment_status" ELSE CASE LOWER(REGEXP_REPLACE(t."employment_status", ' +', ' ', 'g')) WHEN 'not in employment - voluntary work only' THEN 'Not in Paid Employment (voluntary work only)' WHEN 'not in paid employment (not actively seeking work / retired)' THEN 'Not in Paid Employment (not actively seeking work / retired)' WHEN 'not in paid employment (seeking work)' THEN 'Not in Paid Employment (seeking work)' WHEN 'not in paid employment (voluntary work only)' THEN 'Not in Paid Employment (voluntary work only)' WHEN 'not in paid employment (voluntary work only)**new**' THEN 'Not in Paid Employment (voluntary work only)' WHEN 'paid: 16 or more hours a week' THEN 'Paid: 16 or more hours a week' WHEN 'paid: less than 16 hours a week' THEN 'Paid: Less than 16 hours a week' WHEN 'unknown' THEN 'Unknown' END END AS "employment_status",
  t."employment_status" AS "employment_status_as_typed",
  CASE WHEN t."has_informal_carer" IN ('Yes', 'No', 'Not known') THEN t."has_informal_carer" ELSE CASE LOWER(REGEXP_REPLACE(t."has_informal_carer", ' +', ' ', 'g')) WHEN 'don''t know' THEN 'Not known' WHEN 'no' THEN 'No' WHEN 'not known' THEN 'Not known' WHEN 'unknown' THEN 'Not known' WHEN 'yes' THEN 'Yes' END END AS "has_informal_carer",
  t."has_informal_carer" AS "has_informal_carer_as_typed",
  CASE WHEN t."autism_spectrum_disorder" IN ('Yes', 'No', 'Not known') THEN t."autism_spectrum_disorder" ELSE CASE LOWER(REGEXP_REPLACE(t."autism_spectrum_disorder", ' +', ' ', 'g')) WHEN 'don''t know' THEN 'Not known' WHEN 'no' THEN 'No' WHEN 'not known' THEN 'Not known' WHEN 'unknown' THEN 'Not known' WHEN 'yes' THEN 'Yes' END END AS "autism_spectrum_disorder",
  t."autism_spectrum_disorder" AS "autism_spectrum_disorder_as_typed",
  CASE WHEN t."visual_impairment" IN ('Blind/severely sight impaired', 'Partial sight/sight impaired', 'No visual impairment', 'Unknown') THEN t."visual_impairment" ELSE CASE LOWER(REGEXP_REPLACE(t."visual_impairment", ' +', ' ', 'g')) WHEN 'blind/severely sight impaired' THEN 'Blind/severely sight impaired' WHEN 'no visual impairment' THEN 'No visual impairment' WHEN 'partial sight/sight impaired' THEN 'Partial sight/sight impaired' WHEN 'unknown' THEN 'Unknown' END END AS "visual_impairment",
  t."visual_impairment" AS "visual_impairment_as_typed",
  CASE WHEN t."hearing_impairment" IN ('Deaf with speech', 'Deaf without speech', 'Hard of hearing', 'No hearing impairment', 'Unknown') THEN t."hearing_impairment" ELSE CASE LOWER(REGEXP_REPLACE(t."hearing_impairment", ' +', ' ', 'g')) WHEN 'deaf with speech' THEN 'Deaf with speech' WHEN 'deaf without speech' THEN 'Deaf without speech' WHEN 'hard of hearing' THEN 'Hard of hearing' WHEN 'no hearing impairment' THEN 'No hearing impairment' WHEN 'people who are deaf with speech' THEN 'Deaf with speech' WHEN 'people who are deaf without speech' THEN 'Deaf without speech' WHEN 'people who are hard of hearing' THEN 'Hard of hearing' WHEN 'unknown' THEN 'Unknown' END END AS "hearing_impairment",
  t."hearing_impairment" AS "hearing_impairment_as_typed",
  CASE WHEN t."dementia" IN ('Yes', 'No', 'Not known') THEN t."dementia" ELSE CASE LOWER(REGEXP_REPLACE(t."dementia", ' +', ' ', 'g')) WHEN 'don''t know' THEN 'Not known' WHEN 'no' THEN 'No' WHEN 'not known' THEN 'Not known' WHEN 'unknown' THEN 'Not known' WHEN 'yes' THEN 'Yes' END END AS "dementia",
  t."dementia" AS "dementia_as_typed",
  CASE WHEN t."event_type" IN ('Request', 'Assessment', 'Service', 'Review') THEN t."event_type" ELSE CASE LOWER(REGEXP_REPLACE(t."event_type", ' +', ' ', 'g')) WHEN 'assessment' THEN 'Assessment' WHEN 'assessments' THEN 'Assessment' WHEN 'assmt' THEN 'Assessment' WHEN 'request' THEN 'Request' WHEN 'requests' THEN 'Request' WHEN 'review' THEN 'Review' WHEN 'reviews' THEN 'Review' WHEN 'service' THEN 'Service' WHEN 'services' THEN 'Service' END END AS "event_type",
  t."event_type" AS "event_type_as_typed",
  CASE WHEN t."event_reference_unreadable" IS NULL THEN t."event_reference" END AS "event_reference",
  t."event_reference" AS "event_reference_as_typed",
  CASE WHEN t."event_start_date" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."event_start_date", 'DD/MM/YYYY') END AS "event_start_date",
  t."event_start_date" AS "event_start_date_as_typed",
  CASE WHEN t."event_end_date" COLLATE "C" ~ '^(((0[1-9]|[12][0-9]|3[01])/(0[13578]|1[02])|(0[1-9]|[12][0-9]|30)/(0[469]|11)|(0[1-9]|1[0-9]|2[0-8])/02)/(19|2[0-9])[0-9]{2}|29/02/((19|2[0-9])(0[48]|[2468][048]|[13579][26])|2[048]00))$' THEN TO_DATE(t."event_end_date", 'DD/MM/YYYY') END AS "event_end_date",
  t."event_end_date" AS "event_end_date_as_typed",
  CASE WHEN t."event_description_unreadable" IS NULL THEN t."event_description" END AS "event_description",
  t."event_description" AS "event_description_as_typed",
  CASE WHEN t."event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Assessment / Unplanned Review', 'Admitted to hospital', 'Progress to Re-assessment', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'No change in package', 'Service ended as planned', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Information & Advice / Signposting only', 'NFA - Deceased', 'NFA - No services offered: Other reason', 'NFA - Support ended: Other reason') THEN t."event_outcome" ELSE CASE LOWER(REGEXP_REPLACE(t."event_outcome", ' +', ' ', 'g')) WHEN 'admitted to hospital' THEN 'Admitted to hospital' WHEN 'nfa - 100% nhs funded care' THEN 'NFA - 100% NHS funded care' WHEN 'nfa - 100% nhs-funded care' THEN 'NFA - 100% NHS funded care' WHEN 'nfa - deceased' THEN 'NFA - Deceased' WHEN 'nfa - information & advice / signposting only' THEN 'NFA - Information & Advice / Signposting only' WHEN 'nfa - moved to another la' THEN 'NFA - Moved to another LA' WHEN 'nfa - no services offered - other reason' THEN 'NFA - No services offered: Other reason' WHEN 'nfa - no services offered: other reason' THEN 'NFA - No services offered: Other reason' WHEN 'nfa - self-funded client' THEN 'NFA - Self-funded client (inc 12wk disregard)' WHEN 'nfa - self-funded client (inc 12wk disregard)' THEN 'NFA - Self-funded client (inc 12wk disregard)' WHEN 'nfa - self-funded client (inc. 12wk disregard)' THEN 'NFA - Self-funded client (inc 12wk disregard)' WHEN 'nfa - support declined' THEN 'NFA - Support declined' WHEN 'nfa - support ended – other reason' THEN 'NFA - Support ended: Other reason' WHEN 'nfa - support ended: other reason' THEN 'NFA - Support ended: Other reason' WHEN 'no change in package' THEN 'No change in package' WHEN 'progress to assessment / unplanned review' THEN 'Progress to Assessment / Unplanned Review' WHEN 'progress to end of life care' THEN 'Progress to End of Life Care' WHEN 'progress to re-assessment' THEN 'Progress to Re-assessment' WHEN 'progress to reablement / st-max' THEN 'Progress to Reablement/ST-Max' WHEN 'progress to reablement/st-max' THEN 'Progress to Reablement/ST-Max' WHEN 'progress to support planning / services' THEN 'Progress to Support Planning / Services' WHEN 'progress to support planning / services*' THEN 'Progress to Support Planning / Services' WHEN 'service ended as planned' THEN 'Service ended as planned' END END AS "event_outcome",
  t."event_outcome" AS "event_outcome_as_typed",
  CASE WHEN t."route_of_access" IN ('Planned Entry (Transition)', 'Discharge from Hospital', 'Diversion from Hospital Services', 'Community / Other route', 'Prison', 'Self-Funder with depleted funds', 'Self-Funder with depleted funds - 12-wk disregard or DPA', 'Discharge from Reablement') THEN t."route_of_access" ELSE CASE LOWER(REGEXP_REPLACE(t."route_of_access", ' +', ' ', 'g')) WHEN 'community / other route' THEN 'Community / Other route' WHEN 'discharge from hospital' THEN 'Discharge from Hospital' WHEN 'discharge from reablement' THEN 'Discharge from Reablement' WHEN 'discharge from reablement ** new (voluntary)**' THEN 'Discharge from Reablement' WHEN 'discharge from reablement **new**' THEN 'Discharge from Reablement' WHEN 'diversion from hospital services' THEN 'Diversion from Hospital Services' WHEN 'planned entry (transition)' THEN 'Planned Entry (Transition)' WHEN 'prison' THEN 'Prison' WHEN 'self-funder with depleted funds' THEN 'Self-Funder with depleted funds' WHEN 'self-funder with depleted funds - 12-wk disregard or dpa' THEN 'Self-Funder with depleted funds - 12-wk disregard or DPA' END END AS "route_of_access",
  t."route_of_access" AS "route_of_access_as_typed",
  CASE WHEN t."assessment_type" IN ('Short Term Assessment', 'Long Term Assessment', 'Transitions Assessment') THEN t."assessment_type" ELSE CASE LOWER(REGEXP_REPLACE(t."assessment_type", ' +', ' ', 'g')) WHEN 'long term assessment' THEN 'Long Term Assessment' WHEN 'long term support assessment' THEN 'Long Term Assessment' WHEN 'short term assessment' THEN 'Short Term Assessment' WHEN 'short term support assessment' THEN 'Short Term Assessment' WHEN 'transitions assessment' THEN 'Transitions Assessment' END END AS "assessment_type",
  t."assessment_type" AS "assessment_type_as_typed",
  CASE WHEN t."eligible_needs_identified" IN ('Eligible needs identified', 'Non-eligible needs identified', 'No needs identified', 'Not applicable') THEN t."eligible_needs_identified" ELSE CASE LOWER(REGEXP_REPLACE(t."eligible_needs_identified", ' +', ' ', 'g')) WHEN 'eligible needs identified' THEN 'Eligible needs identified' WHEN 'no needs identified' THEN 'No needs identified' WHEN 'non-eligible needs identified' THEN 'Non-eligible needs identified' WHEN 'not applicable' THEN 'Not applicable' END END AS "eligible_needs_identified",
  t."eligible_needs_identified" AS "eligible_needs_identified_as_typed",
  CASE WHEN t."informal_carer_involved_in_assessment" IN ('Yes', 'No', 'Don''t know') THEN t."informal_carer_involved_in_assessment" ELSE CASE LOWER(REGEXP_REPLACE(t."informal_carer_involved_in_assessment", ' +', ' ', 'g')) WHEN 'don''t know' THEN 'Don''t know' WHEN 'no' THEN 'No' WHEN 'yes' THEN 'Yes' END END AS "informal_carer_involved_in_assessment",
  t."informal_carer_involved_in_assessment" AS "informal_carer_involved_in_assessment_as_typed",
  CASE WHEN t."service_type" IN ('Short Term Support: ST-Max', 'Short Term Support: Ongoing Low Level', 'Short Term Support: Other Short Term', 'Long Term Support: Nursing Care', 'Long Term Support: Residential Care', 'Long Term Support: Community') THEN t."service_type" ELSE CASE LOWER(REGEXP_REPLACE(t."service_type", ' +', ' ', 'g')) WHEN 'community' THEN 'Long Term Support: Community' WHEN 'long term support: community' THEN 'Long Term Support: Community' WHEN 'long term support: nursing care' THEN 'Long Term Support: Nursing Care' WHEN 'long term support: residential care' THEN 'Long Term Support: Residential Care' WHEN 'short term support: ongoing low level' THEN 'Short Term Support: Ongoing Low Level' WHEN 'short term support: other short term' THEN 'Short Term Support: Other Short Term' WHEN 'short term support: st-max' THEN 'Short Term Support: ST-Max' END END AS "service_type",
  t."service_type" AS "service_type_as_typed",
  CASE WHEN t."service_component" IN ('Reablement', 'Short Term Nursing Care', 'Short Term Residential Care', 'Long Term Nursing Care', 'Long Term Residential Care', 'Home Support', 'Day Support', 'Meals', 'Transport', 'Equipment', 'Direct Payment', 'Shared Lives', 'Community Supported Living', 'Professional Support', 'Learning/Education/Employment Support', 'End of Life Care', 'Emergency Support', 'Other Short Term Support', 'Other Long Term Support') THEN t."service_component" ELSE CASE LOWER(REGEXP_REPLACE(t."service_component", ' +', ' ', 'g')) WHEN 'community supported living' THEN 'Community Supported Living' WHEN 'day care' THEN 'Day Support' WHEN 'day support' THEN 'Day Support' WHEN 'direct payment' THEN 'Direct Payment' WHEN 'direct payments' THEN 'Direct Payment' WHEN 'emergency support' THEN 'Emergency Support' WHEN 'end of life care' THEN 'End of Life Care' WHEN 'equipment' THEN 'Equipment' WHEN 'home care' THEN 'Home Support' WHEN 'home support' THEN 'Home Support' WHEN 'learning/education/employment support' THEN 'Learning/Education/Employment Support' WHEN 'long term nursing care' THEN 'Long Term Nursing Care' WHEN 'long term residential care' THEN 'Long Term Residential Care' WHEN 'meals' THEN 'Meals' WHEN 'other long term community support' THEN 'Other Long Term Support' WHEN 'other long term support' THEN 'Other Long Term Support' WHEN 'other short term support' THEN 'Other Short Term Support' WHEN 'professional support' THEN 'Professional Support' WHEN 'reablement' THEN 'Reablement' WHEN 'shared lives' THEN 'Shared Lives' WHEN 'short term nursing care' THEN 'Short Term Nursing Care' WHEN 'short term residential care' THEN 'Short Term Residential Care' WHEN 'transport' THEN 'Transport' END END AS "service_component",
  t."service_component" AS "service_component_as_typed",
  CASE WHEN t."delivery_mechanism" IN ('Community: Direct Payment', 'Community: CASSR Managed Personal Budget', 'Community: CASSR Commissioned Support', 'Prison: CASSR Managed Personal Budget', 'Prison: CASSR Commissioned Support') THEN t."delivery_mechanism" ELSE CASE LOWER(REGEXP_REPLACE(t."delivery_mechanism", ' +', ' ', 'g')) WHEN 'community: cassr commissioned support' THEN 'Community: CASSR Commissioned Support' WHEN 'community: cassr managed personal budget' THEN 'Community: CASSR Managed Personal Budget' WHEN 'community: direct payment' THEN 'Community: Direct Payment' WHEN 'prison: cassr commissioned support' THEN 'Prison: CASSR Commissioned Support' WHEN 'prison: cassr managed personal budget' THEN 'Prison: CASSR Managed Personal Budget' END END AS "delivery_mechanism",
  t."delivery_mechanism" AS "delivery_mechanism_as_typed",
  CASE WHEN t."provider_location_name_unreadable" IS NULL THEN t."provider_location_name" END AS "provider_location_name",
  t."provider_location_name" AS "provider_location_name_as_typed",
  CASE WHEN t."provider_cqc_id_unreadable" IS NULL THEN t."provider_cqc_id" END AS "provider_cqc_id",
  t."provider_cqc_id" AS "provider_cqc_id_as_typed",
  CASE WHEN t."review_reason" IN ('Planned', 'Unplanned - Hospital (Planned and unplanned episodes)', 'Unplanned - Carer related', 'Unplanned - Safeguarding concern', 'Unplanned - Other Reason', 'Unplanned - Provider Failure', 'Unplanned - Change in Commissioning arrangements') THEN t."review_reason" ELSE CASE LOWER(REGEXP_REPLACE(t."review_reason", ' +', ' ', 'g')) WHEN 'planned' THEN 'Planned' WHEN 'unplanned - carer related' THEN 'Unplanned - Carer related' WHEN 'unplanned - change in commissioning arrangements' THEN 'Unplanned - Change in Commissioning arrangements' WHEN 'unplanned - hospital (planned and unplanned episodes)' THEN 'Unplanned - Hospital (Planned and unplanned episodes)' WHEN 'unplanned - other reason' THEN 'Unplanned - Other Reason' WHEN 'unplanned - provider failure' THEN 'Unplanned - Provider Failure' WHEN 'unplanned - safeguarding concern' THEN 'Unplanned - Safeguarding concern' END END AS "review_reason",
  t."review_reason" AS "review_reason_as_typed",
  CASE WHEN t."review_outcomes_achieved" IN ('Fully Met', 'Partially Met', 'Not Met') THEN t."review_outcomes_achieved" ELSE CASE LOWER(REGEXP_REPLACE(t."review_outcomes_achieved", ' +', ' ', 'g')) WHEN 'fully met' THEN 'Fully Met' WHEN 'not met' THEN 'Not Met' WHEN 'partially met' THEN 'Partially Met' END END AS "review_outcomes_achieved",
  t."review_outcomes_achieved" AS "review_outcomes_achieved_as_typed",
  CASE WHEN t."unit_cost" COLLATE "C" ~ '^-?[0-9]{1,10}(\.[0-9]{1,2})?$' THEN CAST(t."unit_cost" AS DECIMAL(12, 2)) END AS "unit_cost",
  t."unit_cost" AS "unit_cost_as_typed",
  CASE WHEN t."cost_frequency" IN ('Per Session', 'Hourly', 'Daily', 'Weekly', 'Fortnightly', '4-weekly', 'Monthly', 'Quarterly', 'Annually', 'One-off') THEN t."cost_frequency" ELSE CASE LOWER(REGEXP_REPLACE(t."cost_frequency", ' +', ' ', 'g')) WHEN '4-weekly' THEN '4-weekly' WHEN 'annually' THEN 'Annually' WHEN 'daily' THEN 'Daily' WHEN 'fortnightly' THEN 'Fortnightly' WHEN 'hourly' THEN 'Hourly' WHEN 'monthly' THEN 'Monthly' WHEN 'one-off' THEN 'One-off' WHEN 'one-off payment' THEN 'One-off' WHEN 'per session' THEN 'Per Session' WHEN 'quarterly' THEN 'Quarterly' WHEN 'weekly' THEN 'Weekly' END END AS "cost_frequency",
  t."cost_frequency" AS "cost_frequency_as_typed",
  CASE WHEN t."planned_units_per_week" COLLATE "C" ~ '^-?[0-9]{1,10}(\.[0-9]{1,2})?$' THEN CAST(t."planned_units_per_week" AS DECIMAL(12, 2)) END AS "planned_units_per_week",
  t."planned_units_per_week" AS "planned_units_per_week_as_typed",
  CASE WHEN t."full_cost_client" IN ('Yes', 'No') THEN t."full_cost_client" ELSE CASE LOWER(REGEXP_REPLACE(t."full_cost_client", ' +', ' ', 'g')) WHEN 'no' THEN 'No' WHEN 'yes' THEN 'Yes' END END AS "full_cost_client",
  t."full_cost_client" AS "full_cost_client_as_typed"
FROM (
  SELECT
    s."row_number" - (SELECT MIN("row_number") FROM cld_staging) + 2 AS "row_number",
    NULLIF(COALESCE(c."la_code", s."la_code"), '') AS "la_code",
    NULLIF(COALESCE(c."reporting_year", s."reporting_year"), '') AS "reporting_year",
    c."reporting_year_unreadable",
    NULLIF(COALESCE(c."reporting_period_start_date", s."reporting_period_start_date"), '') AS "reporting_period_start_date",
    NULLIF(COALESCE(c."reporting_period_end_date", s."reporting_period_end_date"), '') AS "reporting_period_end_date",
    NULLIF(COALESCE(c."person_unique_identifier", s."person_unique_identifier"), '') AS "person_unique_identifier",
    c."person_unique_identifier_unreadable",
    NULLIF(COALESCE(c."nhs_number", s."nhs_number"), '') AS "nhs_number",
    NULLIF(COALESCE(c."first_name", s."first_name"), '') AS "first_name",
    c."first_name_unreadable",
    NULLIF(COALESCE(c."last_name", s."last_name"), '') AS "last_name",
    c."last_name_unreadable",
    NULLIF(COALESCE(c."gp_practice_name", s."gp_practice_name"), '') AS "gp_practice_name",
    c."gp_practice_name_unreadable",
    NULLIF(COALESCE(c."gp_practice_code", s."gp_practice_code"), '') AS "gp_practice_code",
    c."gp_practice_code_unreadable",
    NULLIF(COALESCE(c."gender", s."gender"), '') AS "gender",
    NULLIF(COALESCE(c."ethnicity", s."ethnicity"), '') AS "ethnicity",
    NULLIF(COALESCE(c."date_of_birth", s."date_of_birth"), '') AS "date_of_birth",
    NULLIF(COALESCE(c."date_of_death", s."date_of_death"), '') AS "date_of_death",
    NULLIF(COALESCE(c."primary_support_reason", s."primary_support_reason"), '') AS "primary_support_reason",
    NULLIF(COALESCE(c."postcode", s."postcode"), '') AS "postcode",
    NULLIF(COALESCE(c."accommodation_status", s."accommodation_status"), '') AS "accommodation_status",
    NULLIF(COALESCE(c."employment_status", s."employment_status"), '') AS "employment_status",
    NULLIF(COALESCE(c."has_informal_carer", s."has_informal_carer"), '') AS "has_informal_carer",
    NULLIF(COALESCE(c."autism_spectrum_disorder", s."autism_spectrum_disorder"), '') AS "autism_spectrum_disorder",
    NULLIF(COALESCE(c."visual_impairment", s."visual_impairment"), '') AS "visual_impairment",
    NULLIF(COALESCE(c."hearing_impairment", s."hearing_impairment"), '') AS "hearing_impairment",
    NULLIF(COALESCE(c."dementia", s."dementia"), '') AS "dementia",
    NULLIF(COALESCE(c."event_type", s."event_type"), '') AS "event_type",
    NULLIF(COALESCE(c."event_reference", s."event_reference"), '') AS "event_reference",
    c."event_reference_unreadable",
    NULLIF(COALESCE(c."event_start_date", s."event_start_date"), '') AS "event_start_date",
    NULLIF(COALESCE(c."event_end_date", s."event_end_date"), '') AS "event_end_date",
    NULLIF(COALESCE(c."event_description", s."event_description"), '') AS "event_description",
    c."event_description_unreadable",
    NULLIF(COALESCE(c."event_outcome", s."event_outcome"), '') AS "event_outcome",
    NULLIF(COALESCE(c."route_of_access", s."route_of_access"), '') AS "route_of_access",
    NULLIF(COALESCE(c."assessment_type", s."assessment_type"), '') AS "assessment_type",
    NULLIF(COALESCE(c."eligible_needs_identified", s."eligible_needs_identified"), '') AS "eligible_needs_identified",
    NULLIF(COALESCE(c."informal_carer_involved_in_assessment", s."informal_carer_involved_in_assessment"), '') AS "informal_carer_involved_in_assessment",
    NULLIF(COALESCE(c."service_type", s."service_type"), '') AS "service_type",
    NULLIF(COALESCE(c."service_component", s."service_component"), '') AS "service_component",
    NULLIF(COALESCE(c."delivery_mechanism", s."delivery_mechanism"), '') AS "delivery_mechanism",
    NULLIF(COALESCE(c."provider_location_name", s."provider_location_name"), '') AS "provider_location_name",
    c."provider_location_name_unreadable",
    NULLIF(COALESCE(c."provider_cqc_id", s."provider_cqc_id"), '') AS "provider_cqc_id",
    c."provider_cqc_id_unreadable",
    NULLIF(COALESCE(c."review_reason", s."review_reason"), '') AS "review_reason",
    NULLIF(COALESCE(c."review_outcomes_achieved", s."review_outcomes_achieved"), '') AS "review_outcomes_achieved",
    NULLIF(COALESCE(c."unit_cost", s."unit_cost"), '') AS "unit_cost",
    NULLIF(COALESCE(c."cost_frequency", s."cost_frequency"), '') AS "cost_frequency",
    NULLIF(COALESCE(c."planned_units_per_week", s."planned_units_per_week"), '') AS "planned_units_per_week",
    NULLIF(COALESCE(c."full_cost_client", s."full_cost_client"), '') AS "full_cost_client"
  FROM cld_staging AS s
  LEFT JOIN (
    SELECT
      c."row_number",
      MAX(CASE WHEN c."item" = 'la_code' THEN c."text" END) AS "la_code",
      MAX(CASE WHEN c."item" = 'reporting_year' THEN c."text" END) AS "reporting_year",
      MAX(CASE WHEN c."item" = 'reporting_year' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "reporting_year_unreadable",
      MAX(CASE WHEN c."item" = 'reporting_period_start_date' THEN c."text" END) AS "reporting_period_start_date",
      MAX(CASE WHEN c."item" = 'reporting_period_end_date' THEN c."text" END) AS "reporting_period_end_date",
      MAX(CASE WHEN c."item" = 'person_unique_identifier' THEN c."text" END) AS "person_unique_identifier",
      MAX(CASE WHEN c."item" = 'person_unique_identifier' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "person_unique_identifier_unreadable",
      MAX(CASE WHEN c."item" = 'nhs_number' THEN c."text" END) AS "nhs_number",
      MAX(CASE WHEN c."item" = 'first_name' THEN c."text" END) AS "first_name",
      MAX(CASE WHEN c."item" = 'first_name' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "first_name_unreadable",
      MAX(CASE WHEN c."item" = 'last_name' THEN c."text" END) AS "last_name",
      MAX(CASE WHEN c."item" = 'last_name' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "last_name_unreadable",
      MAX(CASE WHEN c."item" = 'gp_practice_name' THEN c."text" END) AS "gp_practice_name",
      MAX(CASE WHEN c."item" = 'gp_practice_name' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "gp_practice_name_unreadable",
      MAX(CASE WHEN c."item" = 'gp_practice_code' THEN c."text" END) AS "gp_practice_code",
      MAX(CASE WHEN c."item" = 'gp_practice_code' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "gp_practice_code_unreadable",
      MAX(CASE WHEN c."item" = 'gender' THEN c."text" END) AS "gender",
      MAX(CASE WHEN c."item" = 'ethnicity' THEN c."text" END) AS "ethnicity",
      MAX(CASE WHEN c."item" = 'date_of_birth' THEN c."text" END) AS "date_of_birth",
      MAX(CASE WHEN c."item" = 'date_of_death' THEN c."text" END) AS "date_of_death",
      MAX(CASE WHEN c."item" = 'primary_support_reason' THEN c."text" END) AS "primary_support_reason",
      MAX(CASE WHEN c."item" = 'postcode' THEN c."text" END) AS "postcode",
      MAX(CASE WHEN c."item" = 'accommodation_status' THEN c."text" END) AS "accommodation_status",
      MAX(CASE WHEN c."item" = 'employment_status' THEN c."text" END) AS "employment_status",
      MAX(CASE WHEN c."item" = 'has_informal_carer' THEN c."text" END) AS "has_informal_carer",
      MAX(CASE WHEN c."item" = 'autism_spectrum_disorder' THEN c."text" END) AS "autism_spectrum_disorder",
      MAX(CASE WHEN c."item" = 'visual_impairment' THEN c."text" END) AS "visual_impairment",
      MAX(CASE WHEN c."item" = 'hearing_impairment' THEN c."text" END) AS "hearing_impairment",
      MAX(CASE WHEN c."item" = 'dementia' THEN c."text" END) AS "dementia",
      MAX(CASE WHEN c."item" = 'event_type' THEN c."text" END) AS "event_type",
      MAX(CASE WHEN c."item" = 'event_reference' THEN c."text" END) AS "event_reference",
      MAX(CASE WHEN c."item" = 'event_reference' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "event_reference_unreadable",
      MAX(CASE WHEN c."item" = 'event_start_date' THEN c."text" END) AS "event_start_date",
      MAX(CASE WHEN c."item" = 'event_end_date' THEN c."text" END) AS "event_end_date",
      MAX(CASE WHEN c."item" = 'event_description' THEN c."text" END) AS "event_description",
      MAX(CASE WHEN c."item" = 'event_description' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "event_description_unreadable",
      MAX(CASE WHEN c."item" = 'event_outcome' THEN c."text" END) AS "event_outcome",
      MAX(CASE WHEN c."item" = 'route_of_access' THEN c."text" END) AS "route_of_access",
      MAX(CASE WHEN c."item" = 'assessment_type' THEN c."text" END) AS "assessment_type",
      MAX(CASE WHEN c."item" = 'eligible_needs_identified' THEN c."text" END) AS "eligible_needs_identified",
      MAX(CASE WHEN c."item" = 'informal_carer_involved_in_assessment' THEN c."text" END) AS "informal_carer_involved_in_assessment",
      MAX(CASE WHEN c."item" = 'service_type' THEN c."text" END) AS "service_type",
      MAX(CASE WHEN c."item" = 'service_component' THEN c."text" END) AS "service_component",
      MAX(CASE WHEN c."item" = 'delivery_mechanism' THEN c."text" END) AS "delivery_mechanism",
      MAX(CASE WHEN c."item" = 'provider_location_name' THEN c."text" END) AS "provider_location_name",
      MAX(CASE WHEN c."item" = 'provider_location_name' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "provider_location_name_unreadable",
      MAX(CASE WHEN c."item" = 'provider_cqc_id' THEN c."text" END) AS "provider_cqc_id",
      MAX(CASE WHEN c."item" = 'provider_cqc_id' AND (c."remark" IN ('error', 'encoding', 'digits') OR (c."remark" = 'no-value' AND c."kind" = 'identifier')) THEN 1 END) AS "provider_cqc_id_unreadable",
      MAX(CASE WHEN c."item" = 'review_reason' THEN c."text" END) AS "review_reason",
      MAX(CASE WHEN c."item" = 'review_outcomes_achieved' THEN c."text" END) AS "review_outcomes_achieved",
      MAX(CASE WHEN c."item" = 'unit_cost' THEN c."text" END) AS "unit_cost",
      MAX(CASE WHEN c."item" = 'cost_frequency' THEN c."text" END) AS "cost_frequency",
      MAX(CASE WHEN c."item" = 'planned_units_per_week' THEN c."text" END) AS "planned_units_per_week",
      MAX(CASE WHEN c."item" = 'full_cost_client' THEN c."text" END) AS "full_cost_client"
    FROM cld_odd_cell AS c
    GROUP BY c."row_number"
  ) AS c ON c."row_number" = s."row_number" - (SELECT MIN("row_number") FROM cld_staging) + 2
) AS t
WHERE COALESCE(t."la_code", t."reporting_year", t."reporting_period_start_date", t."reporting_period_end_date", t."person_unique_identifier", t."nhs_number", t."first_name", t."last_name", t."gp_practice_name", t."gp_practice_code", t."gender", t."ethnicity", t."date_of_birth", t."date_of_death", t."primary_support_reason", t."postcode", t."accommodation_status", t."employment_status", t."has_informal_carer", t."autism_spectrum_disorder", t."visual_impairment", t."hearing_impairment", t."dementia", t."event_type", t."event_reference", t."event_start_date", t."event_end_date", t."event_description", t."event_outcome", t."route_of_access", t."assessment_type", t."eligible_needs_identified", t."informal_carer_involved_in_assessment", t."service_type", t."service_component", t."delivery_mechanism", t."provider_location_name", t."provider_cqc_id", t."review_reason", t."review_outcomes_achieved", t."unit_cost", t."cost_frequency", t."planned_units_per_week", t."full_cost_client") IS NOT NULL;

-- 3. The findings: about each cell, then about rows.
DROP TABLE IF EXISTS cld_finding;

CREATE TABLE IF NOT EXISTS cld_finding (
  "row_number" BIGINT,
  "item" TEXT,
  "rule" TEXT,
  "severity" TEXT,
  "message" TEXT,
  "suggestion" TEXT
);

-- la_code.list (error): If LA Code is filled in, it must be one of the 151 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'la_code', 'la_code.list', 'error', 'LA Code is not an allowed value. Choose one of the 151 values in the Local authorities list.', NULL
FROM cld_read AS r
WHERE r."la_code_as_typed" IS NOT NULL AND r."la_code" IS NULL;

-- reporting_period_start_date.type (error): If Reporting Period Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_start_date', 'reporting_period_start_date.type', 'error', 'Reporting Period Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."reporting_period_start_date_as_typed" IS NOT NULL AND r."reporting_period_start_date" IS NULL;

-- reporting_period_end_date.type (error): If Reporting Period End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_end_date', 'reporting_period_end_date.type', 'error', 'Reporting Period End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."reporting_period_end_date_as_typed" IS NOT NULL AND r."reporting_period_end_date" IS NULL;

-- nhs_number.format (warning): If NHS Number is filled in, it should be written like 9990000018, with a correct check digit.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'nhs_number', 'nhs_number.format', 'warning', 'NHS Number should be written like 9990000018. Give ten digits without spaces or hyphens. The last one is a check digit. If you cannot correct the number, leave it: the DSCRO checks NHS Numbers and corrects them.', NULL
FROM cld_read AS r
WHERE r."nhs_number_as_typed" IS NOT NULL AND r."nhs_number" IS NULL AND NOT (r."nhs_number_as_typed" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$');

-- gender.list (error): If Gender is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gender', 'gender.list', 'error', 'Gender must be Female, Male or Not known.', NULL
FROM cld_read AS r
WHERE r."gender_as_typed" IS NOT NULL AND r."gender" IS NULL;

-- gender.spelling (warning): Gender should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gender', 'gender.spelling', 'warning', 'This spelling is not in the Gender list. Use exactly: Female, Male or Not known.', r."gender"
FROM cld_read AS r
WHERE r."gender_as_typed" <> r."gender";

-- ethnicity.list (error): If Ethnicity is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'ethnicity', 'ethnicity.list', 'error', 'Ethnicity is not an allowed value. Choose one of the 20 values in the Ethnicity list.', NULL
FROM cld_read AS r
WHERE r."ethnicity_as_typed" IS NOT NULL AND r."ethnicity" IS NULL;

-- ethnicity.spelling (warning): Ethnicity should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'ethnicity', 'ethnicity.spelling', 'warning', 'This spelling is not in the Ethnicity list. Use exactly the spelling in the list.', r."ethnicity"
FROM cld_read AS r
WHERE r."ethnicity_as_typed" <> r."ethnicity";

-- date_of_birth.type (error): If Date of Birth is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_birth', 'date_of_birth.type', 'error', 'Date of Birth is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."date_of_birth_as_typed" IS NOT NULL AND r."date_of_birth" IS NULL;

-- date_of_death.type (error): If Date of Death is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'date_of_death.type', 'error', 'Date of Death is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."date_of_death_as_typed" IS NOT NULL AND r."date_of_death" IS NULL;

-- primary_support_reason.list (error): If Primary Support Reason is filled in, it must be one of the 12 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'primary_support_reason', 'primary_support_reason.list', 'error', 'Primary Support Reason is not an allowed value. Choose one of the 12 values in the Primary Support Reason list.', NULL
FROM cld_read AS r
WHERE r."primary_support_reason_as_typed" IS NOT NULL AND r."primary_support_reason" IS NULL;

-- primary_support_reason.spelling (warning): Primary Support Reason should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'primary_support_reason', 'primary_support_reason.spelling', 'warning', 'This spelling is not in the Primary Support Reason list. Use exactly the spelling in the list.', r."primary_support_reason"
FROM cld_read AS r
WHERE r."primary_support_reason_as_typed" <> r."primary_support_reason";

-- postcode.format (warning): If Postcode is filled in, it should be written like XX3 4YY.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'postcode', 'postcode.format', 'warning', 'Postcode should be written like XX3 4YY. Use capitals, and one space before the last three characters.', NULL
FROM cld_read AS r
WHERE r."postcode_as_typed" IS NOT NULL AND r."postcode" IS NULL AND NOT (r."postcode_as_typed" COLLATE "C" ~ '(?i)^(\#ADR!|\#ARG!|\#BEZUG!|\#BLOCKED!|\#BUSY!|\#CALC!|\#CONNECT!|\#DEEL/0!|\#DIV/0!|\#ERROR!|\#EXTERNAL!|\#FIELD!|\#GETAL!|\#GETTING_DATA|\#LEEG!|\#LICZBA!|\#N/A|\#N/B|\#N/D|\#N/D!|\#NAAM\?|\#NAME\?|\#NAN|\#NAZWA\?|\#NOM\?|\#NOMBRE!|\#NOME\?|\#NUL!|\#NULL!|\#NULLO!|\#NULO!|\#NUM!|\#NV|\#PROPAGATION!|\#PYTHON!|\#REF!|\#RIF!|\#SPILL!|\#TIMEOUT!|\#UNKNOWN!|\#VALEUR!|\#VALOR!|\#VALORE!|\#VALUE!|\#VERW!|\#WAARDE!|\#WERT!|\#WITHOUT\ RESULT|\#ZAHL!|\#ZERO!|\#¡DIV/0!|\#¡NULO!|\#¡NUM!|\#¡REF!|\#¡VALOR!|\#¿NOMBRE\?|err:[0-9]{3}|##+)$');

-- accommodation_status.list (error): If Accommodation Status is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'accommodation_status', 'accommodation_status.list', 'error', 'Accommodation Status is not an allowed value. Choose one of the 20 values in the Accommodation Status list.', NULL
FROM cld_read AS r
WHERE r."accommodation_status_as_typed" IS NOT NULL AND r."accommodation_status" IS NULL;

-- accommodation_status.spelling (warning): Accommodation Status should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'accommodation_status', 'accommodation_status.spelling', 'warning', 'This spelling is not in the Accommodation Status list. Use exactly the spelling in the list.', r."accommodation_status"
FROM cld_read AS r
WHERE r."accommodation_status_as_typed" <> r."accommodation_status";

-- employment_status.list (error): If Employment Status is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'employment_status', 'employment_status.list', 'error', 'Employment Status is not an allowed value. Choose one of the 6 values in the Employment Status list.', NULL
FROM cld_read AS r
WHERE r."employment_status_as_typed" IS NOT NULL AND r."employment_status" IS NULL;

-- employment_status.spelling (warning): Employment Status should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'employment_status', 'employment_status.spelling', 'warning', 'This spelling is not in the Employment Status list. Use exactly the spelling in the list.', r."employment_status"
FROM cld_read AS r
WHERE r."employment_status_as_typed" <> r."employment_status";

-- has_informal_carer.list (error): If Has Informal Carer is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'has_informal_carer', 'has_informal_carer.list', 'error', 'Has Informal Carer must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r."has_informal_carer_as_typed" IS NOT NULL AND r."has_informal_carer" IS NULL;

-- has_informal_carer.spelling (warning): Has Informal Carer should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'has_informal_carer', 'has_informal_carer.spelling', 'warning', 'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r."has_informal_carer"
FROM cld_read AS r
WHERE r."has_informal_carer_as_typed" <> r."has_informal_carer";

-- autism_spectrum_disorder.list (error): If Autism Spectrum Disorder is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'autism_spectrum_disorder', 'autism_spectrum_disorder.list', 'error', 'Autism Spectrum Disorder must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r."autism_spectrum_disorder_as_typed" IS NOT NULL AND r."autism_spectrum_disorder" IS NULL;

-- autism_spectrum_disorder.spelling (warning): Autism Spectrum Disorder should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'autism_spectrum_disorder', 'autism_spectrum_disorder.spelling', 'warning', 'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r."autism_spectrum_disorder"
FROM cld_read AS r
WHERE r."autism_spectrum_disorder_as_typed" <> r."autism_spectrum_disorder";

-- visual_impairment.list (error): If Visual Impairment is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'visual_impairment', 'visual_impairment.list', 'error', 'Visual Impairment must be Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', NULL
FROM cld_read AS r
WHERE r."visual_impairment_as_typed" IS NOT NULL AND r."visual_impairment" IS NULL;

-- visual_impairment.spelling (warning): Visual Impairment should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'visual_impairment', 'visual_impairment.spelling', 'warning', 'This spelling is not in the Visual Impairment list. Use exactly: Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', r."visual_impairment"
FROM cld_read AS r
WHERE r."visual_impairment_as_typed" <> r."visual_impairment";

-- hearing_impairment.list (error): If Hearing Impairment is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'hearing_impairment', 'hearing_impairment.list', 'error', 'Hearing Impairment must be Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', NULL
FROM cld_read AS r
WHERE r."hearing_impairment_as_typed" IS NOT NULL AND r."hearing_impairment" IS NULL;

-- hearing_impairment.spelling (warning): Hearing Impairment should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'hearing_impairment', 'hearing_impairment.spelling', 'warning', 'This spelling is not in the Hearing Impairment list. Use exactly: Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', r."hearing_impairment"
FROM cld_read AS r
WHERE r."hearing_impairment_as_typed" <> r."hearing_impairment";

-- dementia.list (error): If Dementia is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'dementia', 'dementia.list', 'error', 'Dementia must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r."dementia_as_typed" IS NOT NULL AND r."dementia" IS NULL;

-- dementia.spelling (warning): Dementia should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'dementia', 'dementia.spelling', 'warning', 'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r."dementia"
FROM cld_read AS r
WHERE r."dementia_as_typed" <> r."dementia";

-- event_type.list (error): If Event Type is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_type', 'event_type.list', 'error', 'Event Type must be Request, Assessment, Service or Review.', NULL
FROM cld_read AS r
WHERE r."event_type_as_typed" IS NOT NULL AND r."event_type" IS NULL;

-- event_type.spelling (warning): Event Type should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_type', 'event_type.spelling', 'warning', 'This spelling is not in the Event Type list. Use exactly: Request, Assessment, Service or Review.', r."event_type"
FROM cld_read AS r
WHERE r."event_type_as_typed" <> r."event_type";

-- event_start_date.type (error): If Event Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'event_start_date.type', 'error', 'Event Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."event_start_date_as_typed" IS NOT NULL AND r."event_start_date" IS NULL;

-- event_end_date.type (error): If Event End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'event_end_date.type', 'error', 'Event End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r."event_end_date_as_typed" IS NOT NULL AND r."event_end_date" IS NULL;

-- event_outcome.list (error): If Event Outcome is filled in, it must be one of the 16 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_outcome', 'event_outcome.list', 'error', 'Event Outcome is not an allowed value. Choose one of the 16 values in the Event Outcome list.', NULL
FROM cld_read AS r
WHERE r."event_outcome_as_typed" IS NOT NULL AND r."event_outcome" IS NULL;

-- event_outcome.spelling (warning): Event Outcome should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_outcome', 'event_outcome.spelling', 'warning', 'This spelling is not in the Event Outcome list. Use exactly the spelling in the list.', r."event_outcome"
FROM cld_read AS r
WHERE r."event_outcome_as_typed" <> r."event_outcome";

-- route_of_access.list (error): If Request: Route of Access is filled in, it must be one of the 8 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'route_of_access', 'route_of_access.list', 'error', 'Request: Route of Access is not an allowed value. Choose one of the 8 values in the Route of Access list.', NULL
FROM cld_read AS r
WHERE r."route_of_access_as_typed" IS NOT NULL AND r."route_of_access" IS NULL;

-- route_of_access.spelling (warning): Request: Route of Access should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'route_of_access', 'route_of_access.spelling', 'warning', 'This spelling is not in the Route of Access list. Use exactly the spelling in the list.', r."route_of_access"
FROM cld_read AS r
WHERE r."route_of_access_as_typed" <> r."route_of_access";

-- assessment_type.list (error): If Assessment Type is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'assessment_type', 'assessment_type.list', 'error', 'Assessment Type must be Short Term Assessment, Long Term Assessment or Transitions Assessment.', NULL
FROM cld_read AS r
WHERE r."assessment_type_as_typed" IS NOT NULL AND r."assessment_type" IS NULL;

-- assessment_type.spelling (warning): Assessment Type should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'assessment_type', 'assessment_type.spelling', 'warning', 'This spelling is not in the Assessment Type list. Use exactly: Short Term Assessment, Long Term Assessment or Transitions Assessment.', r."assessment_type"
FROM cld_read AS r
WHERE r."assessment_type_as_typed" <> r."assessment_type";

-- eligible_needs_identified.list (error): If Eligible Needs Identified is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'eligible_needs_identified', 'eligible_needs_identified.list', 'error', 'Eligible Needs Identified must be Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', NULL
FROM cld_read AS r
WHERE r."eligible_needs_identified_as_typed" IS NOT NULL AND r."eligible_needs_identified" IS NULL;

-- eligible_needs_identified.spelling (warning): Eligible Needs Identified should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'eligible_needs_identified', 'eligible_needs_identified.spelling', 'warning', 'This spelling is not in the Eligible needs list. Use exactly: Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', r."eligible_needs_identified"
FROM cld_read AS r
WHERE r."eligible_needs_identified_as_typed" <> r."eligible_needs_identified";

-- informal_carer_involved_in_assessment.list (error): If Informal Carer involved in Assessment is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'informal_carer_involved_in_assessment', 'informal_carer_involved_in_assessment.list', 'error', 'Informal Carer involved in Assessment must be Yes, No or Don''t know.', NULL
FROM cld_read AS r
WHERE r."informal_carer_involved_in_assessment_as_typed" IS NOT NULL AND r."informal_carer_involved_in_assessment" IS NULL;

-- informal_carer_involved_in_assessment.spelling (warning): Informal Carer involved in Assessment should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'informal_carer_involved_in_assessment', 'informal_carer_involved_in_assessment.spelling', 'warning', 'This spelling is not in the Informal carer involved list. Use exactly: Yes, No or Don''t know.', r."informal_carer_involved_in_assessment"
FROM cld_read AS r
WHERE r."informal_carer_involved_in_assessment_as_typed" <> r."informal_carer_involved_in_assessment";

-- service_type.list (error): If Service Type is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_type', 'service_type.list', 'error', 'Service Type is not an allowed value. Choose one of the 6 values in the Service Type list.', NULL
FROM cld_read AS r
WHERE r."service_type_as_typed" IS NOT NULL AND r."service_type" IS NULL;

-- service_type.spelling (warning): Service Type should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_type', 'service_type.spelling', 'warning', 'This spelling is not in the Service Type list. Use exactly the spelling in the list.', r."service_type"
FROM cld_read AS r
WHERE r."service_type_as_typed" <> r."service_type";

-- service_component.list (error): If Service Component is filled in, it must be one of the 19 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_component', 'service_component.list', 'error', 'Service Component is not an allowed value. Choose one of the 19 values in the Service Component list.', NULL
FROM cld_read AS r
WHERE r."service_component_as_typed" IS NOT NULL AND r."service_component" IS NULL;

-- service_component.spelling (warning): Service Component should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_component', 'service_component.spelling', 'warning', 'This spelling is not in the Service Component list. Use exactly the spelling in the list.', r."service_component"
FROM cld_read AS r
WHERE r."service_component_as_typed" <> r."service_component";

-- delivery_mechanism.list (error): If Delivery Mechanism is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'delivery_mechanism.list', 'error', 'Delivery Mechanism is not an allowed value. Choose one of the 5 values in the Delivery Mechanism list.', NULL
FROM cld_read AS r
WHERE r."delivery_mechanism_as_typed" IS NOT NULL AND r."delivery_mechanism" IS NULL;

-- delivery_mechanism.spelling (warning): Delivery Mechanism should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'delivery_mechanism.spelling', 'warning', 'This spelling is not in the Delivery Mechanism list. Use exactly the spelling in the list.', r."delivery_mechanism"
FROM cld_read AS r
WHERE r."delivery_mechanism_as_typed" <> r."delivery_mechanism";

-- review_reason.list (error): If Review Reason is filled in, it must be one of the 7 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_reason', 'review_reason.list', 'error', 'Review Reason is not an allowed value. Choose one of the 7 values in the Review Reason list.', NULL
FROM cld_read AS r
WHERE r."review_reason_as_typed" IS NOT NULL AND r."review_reason" IS NULL;

-- review_reason.spelling (warning): Review Reason should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_reason', 'review_reason.spelling', 'warning', 'This spelling is not in the Review Reason list. Use exactly the spelling in the list.', r."review_reason"
FROM cld_read AS r
WHERE r."review_reason_as_typed" <> r."review_reason";

-- review_outcomes_achieved.list (error): If Review Outcomes Achieved is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_outcomes_achieved', 'review_outcomes_achieved.list', 'error', 'Review Outcomes Achieved must be Fully Met, Partially Met or Not Met.', NULL
FROM cld_read AS r
WHERE r."review_outcomes_achieved_as_typed" IS NOT NULL AND r."review_outcomes_achieved" IS NULL;

-- review_outcomes_achieved.spelling (warning): Review Outcomes Achieved should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_outcomes_achieved', 'review_outcomes_achieved.spelling', 'warning', 'This spelling is not in the Review outcomes list. Use exactly: Fully Met, Partially Met or Not Met.', r."review_outcomes_achieved"
FROM cld_read AS r
WHERE r."review_outcomes_achieved_as_typed" <> r."review_outcomes_achieved";

-- unit_cost.type (error): If Unit Cost is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'unit_cost.type', 'error', 'Unit Cost must be a number with up to 2 decimal places, such as 21.00. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r."unit_cost_as_typed" IS NOT NULL AND r."unit_cost" IS NULL;

-- cost_frequency.list (error): If Cost Frequency / Unit Type is filled in, it must be one of the 10 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'cost_frequency', 'cost_frequency.list', 'error', 'Cost Frequency / Unit Type must be Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', NULL
FROM cld_read AS r
WHERE r."cost_frequency_as_typed" IS NOT NULL AND r."cost_frequency" IS NULL;

-- cost_frequency.spelling (warning): Cost Frequency / Unit Type should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'cost_frequency', 'cost_frequency.spelling', 'warning', 'This spelling is not in the Cost Frequency / Unit Type list. Use exactly: Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', r."cost_frequency"
FROM cld_read AS r
WHERE r."cost_frequency_as_typed" <> r."cost_frequency";

-- planned_units_per_week.type (error): If Planned units per week is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'planned_units_per_week', 'planned_units_per_week.type', 'error', 'Planned units per week must be a number with up to 2 decimal places, such as 5. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r."planned_units_per_week_as_typed" IS NOT NULL AND r."planned_units_per_week" IS NULL;

-- full_cost_client.list (error): If Full cost client is filled in, it must be one of the 2 values in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'full_cost_client', 'full_cost_client.list', 'error', 'Full cost client must be Yes or No.', NULL
FROM cld_read AS r
WHERE r."full_cost_client_as_typed" IS NOT NULL AND r."full_cost_client" IS NULL;

-- full_cost_client.spelling (warning): Full cost client should be spelt exactly as in its list.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'full_cost_client', 'full_cost_client.spelling', 'warning', 'This spelling is not in the Yes or No list. Use exactly: Yes or No.', r."full_cost_client"
FROM cld_read AS r
WHERE r."full_cost_client_as_typed" <> r."full_cost_client";

-- ITEM.error (error): The item shows a formula error instead of a value. Correct the formula, or clear the cell.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.error', 'error', c."title" || ' shows a formula error instead of a value. Correct the formula, or clear the cell.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'error';

-- ITEM.digits (error): The item has more digits than a spreadsheet keeps, so the last digits are lost. Copy it again from your system, as text.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.digits', 'error', c."title" || ' has more digits than a spreadsheet keeps, so the last digits are lost. Copy it again from your system, as text.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'digits';

-- ITEM.no-value (warning): The item has a word such as N/A or NULL instead of a value. Clear the cell, unless this is the real value.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.no-value', 'warning', c."title" || ' has a word such as N/A or NULL instead of a value. Clear the cell, unless this is the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'no-value' AND c."kind" <> 'identifier';

-- ITEM.no-value (error): The item has a word such as N/A instead of a value, so unrelated rows seem to belong together. Give the real value.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.no-value', 'error', c."title" || ' has a word such as N/A instead of a value, so unrelated rows seem to belong together. Give the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'no-value' AND c."kind" = 'identifier';

-- ITEM.encoding (error): The item has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.encoding', 'error', c."title" || ' has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
LEFT JOIN (
  SELECT c."row_number", c."item", MIN('It has ' || n.name || '.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c."typed" LIKE '%' || n.sign || '%' GROUP BY c."row_number", c."item" HAVING COUNT(*) = 1
) AS n ON n."row_number" = c."row_number" AND n."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'encoding';

-- ITEM.characters (error): The item has invisible characters, so other systems read it as a different value. Type the value again.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.characters', 'error', c."title" || ' has invisible characters, so other systems read it as a different value. Type the value again.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
LEFT JOIN (
  SELECT c."row_number", c."item", MIN('It has ' || n.name || '.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c."typed" LIKE '%' || n.sign || '%' GROUP BY c."row_number", c."item" HAVING COUNT(*) = 1
) AS n ON n."row_number" = c."row_number" AND n."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'characters';

-- ITEM.look-alikes (warning): The item has a letter, digit or sign that only looks right, so other systems read it as a different value. Type the value again.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.look-alikes', 'warning', c."title" || ' has a letter, digit or sign that only looks right, so other systems read it as a different value. Type the value again.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'look-alikes';

-- ITEM.filler (warning): The item has a value that systems fill in where the real one is not known. Look up the real value.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.filler', 'warning', c."title" || ' has a value that systems fill in where the real one is not known. Look up the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'filler';

-- ITEM.spaces (warning): The item has spaces before or after its value, or an unusual space in it. Remove them, because other systems may not accept the value.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.spaces', 'warning', c."title" || ' has spaces before or after its value, or an unusual space in it. Remove them, because other systems may not accept the value.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
LEFT JOIN (
  SELECT c."row_number", c."item", MIN('It has ' || n.name || '.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c."typed" LIKE '%' || n.sign || '%' GROUP BY c."row_number", c."item" HAVING COUNT(*) = 1
) AS n ON n."row_number" = c."row_number" AND n."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'spaces';

-- ITEM.unlike-examples (information): The item has no digit, although all its examples have some. Check that the right value is in the right column.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT c."row_number", c."item", c."item" || '.unlike-examples', 'information', c."title" || ' has no digit, although all its examples have some. Check that the right value is in the right column.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f."row_number" = c."row_number" AND f."item" = c."item"
WHERE f."item" IS NULL AND c."remark" = 'unlike-examples';

-- la_code.required (error): LA Code must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'la_code', 'la_code.required', 'error', 'LA Code is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."la_code_as_typed" IS NULL;

-- la_code.same (warning): LA Code should be the same on all rows of a return.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'la_code', 'la_code.same', 'warning', 'The rows of the return have different values of LA Code. Give the correct value on all of them.', 'Most rows have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER () AS usual_row
  FROM (
    SELECT r."row_number", 1 AS shared, CASE WHEN r."la_code" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."la_code") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r."la_code") AS lowest, MAX(r."la_code") AS highest, COUNT(r."la_code") AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r."la_code" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- reporting_year.required (error): Reporting Year must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_year', 'reporting_year.required', 'error', 'Reporting Year is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."reporting_year_as_typed" IS NULL;

-- reporting_year.same (warning): Reporting Year should be the same on all rows of a return.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_year', 'reporting_year.same', 'warning', 'The rows of the return have different values of Reporting Year. Give the correct value on all of them.', 'Most rows have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER () AS usual_row
  FROM (
    SELECT r."row_number", 1 AS shared, CASE WHEN r."reporting_year" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."reporting_year") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r."reporting_year") AS lowest, MAX(r."reporting_year") AS highest, COUNT(r."reporting_year") AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r."reporting_year" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- reporting_period_start_date.required (error): Reporting Period Start Date must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_start_date', 'reporting_period_start_date.required', 'error', 'Reporting Period Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."reporting_period_start_date_as_typed" IS NULL;

-- reporting_period_start_date.same (warning): Reporting Period Start Date should be the same on all rows of a return.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_start_date', 'reporting_period_start_date.same', 'warning', 'The rows of the return have different values of Reporting Period Start Date. Give the correct value on all of them.', 'Most rows have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER () AS usual_row
  FROM (
    SELECT r."row_number", 1 AS shared, CASE WHEN r."reporting_period_start_date" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."reporting_period_start_date") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r."reporting_period_start_date") AS lowest, MAX(r."reporting_period_start_date") AS highest, COUNT(r."reporting_period_start_date") AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r."reporting_period_start_date" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- reporting_period_end_date.required (error): Reporting Period End Date must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_end_date', 'reporting_period_end_date.required', 'error', 'Reporting Period End Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."reporting_period_end_date_as_typed" IS NULL;

-- reporting_period_end_date.same (warning): Reporting Period End Date should be the same on all rows of a return.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_end_date', 'reporting_period_end_date.same', 'warning', 'The rows of the return have different values of Reporting Period End Date. Give the correct value on all of them.', 'Most rows have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER () AS usual_row
  FROM (
    SELECT r."row_number", 1 AS shared, CASE WHEN r."reporting_period_end_date" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."reporting_period_end_date") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r."reporting_period_end_date") AS lowest, MAX(r."reporting_period_end_date") AS highest, COUNT(r."reporting_period_end_date") AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r."reporting_period_end_date" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- person_unique_identifier.required (error): Person Unique Identifier must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'person_unique_identifier', 'person_unique_identifier.required', 'error', 'Person Unique Identifier is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."person_unique_identifier_as_typed" IS NULL;

-- nhs_number.required (warning): NHS Number should be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'nhs_number', 'nhs_number.required', 'warning', 'NHS Number is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r."nhs_number_as_typed" IS NULL;

-- nhs_number.same (error): NHS Number must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'nhs_number', 'nhs_number.same', 'error', 'The rows with this Person Unique Identifier have different values of NHS Number. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."nhs_number" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."nhs_number") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."nhs_number") AS lowest, MAX(r."nhs_number") AS highest, COUNT(r."nhs_number") AS known, SUM(CASE WHEN r."nhs_number_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."nhs_number" IS NOT NULL OR r."nhs_number_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- first_name.required (error): First Name must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'first_name', 'first_name.required', 'error', 'First Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."first_name_as_typed" IS NULL;

-- first_name.same (error): First Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'first_name', 'first_name.same', 'error', 'The rows with this Person Unique Identifier have different values of First Name. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."first_name" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."first_name") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."first_name") AS lowest, MAX(r."first_name") AS highest, COUNT(r."first_name") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."first_name" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- last_name.required (error): Last Name must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'last_name', 'last_name.required', 'error', 'Last Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."last_name_as_typed" IS NULL;

-- last_name.same (error): Last Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'last_name', 'last_name.same', 'error', 'The rows with this Person Unique Identifier have different values of Last Name. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."last_name" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."last_name") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."last_name") AS lowest, MAX(r."last_name") AS highest, COUNT(r."last_name") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."last_name" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- gp_practice_name.same (error): GP Practice Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gp_practice_name', 'gp_practice_name.same', 'error', 'The rows with this Person Unique Identifier have different values of GP Practice Name. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."gp_practice_name" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."gp_practice_name") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."gp_practice_name") AS lowest, MAX(r."gp_practice_name") AS highest, COUNT(r."gp_practice_name") AS known, SUM(CASE WHEN r."gp_practice_name_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."gp_practice_name" IS NOT NULL OR r."gp_practice_name_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- gp_practice_code.same (error): GP Practice Code must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gp_practice_code', 'gp_practice_code.same', 'error', 'The rows with this Person Unique Identifier have different values of GP Practice Code. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."gp_practice_code" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."gp_practice_code") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."gp_practice_code") AS lowest, MAX(r."gp_practice_code") AS highest, COUNT(r."gp_practice_code") AS known, SUM(CASE WHEN r."gp_practice_code_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."gp_practice_code" IS NOT NULL OR r."gp_practice_code_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- gender.required (error): Gender must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gender', 'gender.required', 'error', 'Gender is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."gender_as_typed" IS NULL;

-- gender.same (error): Gender must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'gender', 'gender.same', 'error', 'The rows with this Person Unique Identifier have different values of Gender. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."gender" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."gender") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."gender") AS lowest, MAX(r."gender") AS highest, COUNT(r."gender") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."gender" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- ethnicity.required (error): Ethnicity must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'ethnicity', 'ethnicity.required', 'error', 'Ethnicity is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."ethnicity_as_typed" IS NULL;

-- ethnicity.same (error): Ethnicity must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'ethnicity', 'ethnicity.same', 'error', 'The rows with this Person Unique Identifier have different values of Ethnicity. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."ethnicity" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."ethnicity") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."ethnicity") AS lowest, MAX(r."ethnicity") AS highest, COUNT(r."ethnicity") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."ethnicity" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- date_of_birth.required (warning): Date of Birth should be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_birth', 'date_of_birth.required', 'warning', 'Date of Birth is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r."date_of_birth_as_typed" IS NULL;

-- date_of_birth.same (error): Date of Birth must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_birth', 'date_of_birth.same', 'error', 'The rows with this Person Unique Identifier have different values of Date of Birth. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."date_of_birth" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."date_of_birth") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."date_of_birth") AS lowest, MAX(r."date_of_birth") AS highest, COUNT(r."date_of_birth") AS known, SUM(CASE WHEN r."date_of_birth_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."date_of_birth" IS NOT NULL OR r."date_of_birth_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- date_of_death.required (warning): If Event Outcome is “NFA - Deceased”, Date of Death should be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'date_of_death.required', 'warning', 'Date of Death is blank. It is expected where Event Outcome is “NFA - Deceased”. Fill it in if you have it, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r."event_outcome" = 'NFA - Deceased' AND r."date_of_death_as_typed" IS NULL;

-- date_of_death.same (error): Date of Death must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'date_of_death.same', 'error', 'The rows with this Person Unique Identifier have different values of Date of Death. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."date_of_death" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."date_of_death") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."date_of_death") AS lowest, MAX(r."date_of_death") AS highest, COUNT(r."date_of_death") AS known, SUM(CASE WHEN r."date_of_death_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."date_of_death" IS NOT NULL OR r."date_of_death_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- primary_support_reason.required (error): Primary Support Reason must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'primary_support_reason', 'primary_support_reason.required', 'error', 'Primary Support Reason is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."primary_support_reason_as_typed" IS NULL;

-- primary_support_reason.same (error): Primary Support Reason must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'primary_support_reason', 'primary_support_reason.same', 'error', 'The rows with this Person Unique Identifier have different values of Primary Support Reason. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."primary_support_reason" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."primary_support_reason") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."primary_support_reason") AS lowest, MAX(r."primary_support_reason") AS highest, COUNT(r."primary_support_reason") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."primary_support_reason" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- postcode.required (error): Postcode must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'postcode', 'postcode.required', 'error', 'Postcode is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."postcode_as_typed" IS NULL;

-- postcode.same (error): Postcode must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'postcode', 'postcode.same', 'error', 'The rows with this Person Unique Identifier have different values of Postcode. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."postcode" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."postcode") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."postcode") AS lowest, MAX(r."postcode") AS highest, COUNT(r."postcode") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."postcode" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- accommodation_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Accommodation Status must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'accommodation_status', 'accommodation_status.required', 'error', 'Accommodation Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r."primary_support_reason" = 'Learning Disability Support' AND ((EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) >= 18 AND (EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) <= 64) AND r."accommodation_status_as_typed" IS NULL;

-- accommodation_status.same (error): Accommodation Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'accommodation_status', 'accommodation_status.same', 'error', 'The rows with this Person Unique Identifier have different values of Accommodation Status. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."accommodation_status" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."accommodation_status") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."accommodation_status") AS lowest, MAX(r."accommodation_status") AS highest, COUNT(r."accommodation_status") AS known, SUM(CASE WHEN r."accommodation_status_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."accommodation_status" IS NOT NULL OR r."accommodation_status_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- employment_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Employment Status must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'employment_status', 'employment_status.required', 'error', 'Employment Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r."primary_support_reason" = 'Learning Disability Support' AND ((EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) >= 18 AND (EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) <= 64) AND r."employment_status_as_typed" IS NULL;

-- employment_status.same (error): Employment Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'employment_status', 'employment_status.same', 'error', 'The rows with this Person Unique Identifier have different values of Employment Status. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."employment_status" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."employment_status") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."employment_status") AS lowest, MAX(r."employment_status") AS highest, COUNT(r."employment_status") AS known, SUM(CASE WHEN r."employment_status_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."employment_status" IS NOT NULL OR r."employment_status_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- has_informal_carer.required (error): Has Informal Carer must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'has_informal_carer', 'has_informal_carer.required', 'error', 'Has Informal Carer is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."has_informal_carer_as_typed" IS NULL;

-- has_informal_carer.same (error): Has Informal Carer must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'has_informal_carer', 'has_informal_carer.same', 'error', 'The rows with this Person Unique Identifier have different values of Has Informal Carer. Give the correct value on all of them.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."has_informal_carer" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."has_informal_carer") > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."has_informal_carer") AS lowest, MAX(r."has_informal_carer") AS highest, COUNT(r."has_informal_carer") AS known FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE d.lowest <> d.highest AND r."has_informal_carer" IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- autism_spectrum_disorder.same (error): Autism Spectrum Disorder must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'autism_spectrum_disorder', 'autism_spectrum_disorder.same', 'error', 'The rows with this Person Unique Identifier have different values of Autism Spectrum Disorder. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."autism_spectrum_disorder" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."autism_spectrum_disorder") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."autism_spectrum_disorder") AS lowest, MAX(r."autism_spectrum_disorder") AS highest, COUNT(r."autism_spectrum_disorder") AS known, SUM(CASE WHEN r."autism_spectrum_disorder_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."autism_spectrum_disorder" IS NOT NULL OR r."autism_spectrum_disorder_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- visual_impairment.same (error): Visual Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'visual_impairment', 'visual_impairment.same', 'error', 'The rows with this Person Unique Identifier have different values of Visual Impairment. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."visual_impairment" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."visual_impairment") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."visual_impairment") AS lowest, MAX(r."visual_impairment") AS highest, COUNT(r."visual_impairment") AS known, SUM(CASE WHEN r."visual_impairment_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."visual_impairment" IS NOT NULL OR r."visual_impairment_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- hearing_impairment.same (error): Hearing Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'hearing_impairment', 'hearing_impairment.same', 'error', 'The rows with this Person Unique Identifier have different values of Hearing Impairment. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."hearing_impairment" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."hearing_impairment") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."hearing_impairment") AS lowest, MAX(r."hearing_impairment") AS highest, COUNT(r."hearing_impairment") AS known, SUM(CASE WHEN r."hearing_impairment_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."hearing_impairment" IS NOT NULL OR r."hearing_impairment_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- dementia.same (error): Dementia must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'dementia', 'dementia.same', 'error', 'The rows with this Person Unique Identifier have different values of Dementia. Give the correct value on all of them. A blank counts as a different value.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."dementia" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."dementia") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."dementia") AS lowest, MAX(r."dementia") AS highest, COUNT(r."dementia") AS known, SUM(CASE WHEN r."dementia_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."dementia" IS NOT NULL OR r."dementia_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- event_type.required (error): Event Type must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_type', 'event_type.required', 'error', 'Event Type is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type_as_typed" IS NULL;

-- event_start_date.required (error): Event Start Date must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'event_start_date.required', 'error', 'Event Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_start_date_as_typed" IS NULL;

-- event_end_date.required (error): If Event Outcome is filled in, Event End Date must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'event_end_date.required', 'error', 'Event End Date is blank. It is needed where Event Outcome is filled in. Fill it in, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r."event_outcome" IS NOT NULL AND r."event_end_date_as_typed" IS NULL;

-- event_outcome.required (error): If Event End Date is filled in, Event Outcome must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_outcome', 'event_outcome.required', 'error', 'Event Outcome is blank. It is needed where Event End Date is filled in. Fill it in, or correct Event End Date.', NULL
FROM cld_read AS r
WHERE r."event_end_date" IS NOT NULL AND r."event_outcome_as_typed" IS NULL;

-- route_of_access.required (error): If Event Type is “Request”, Request: Route of Access must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'route_of_access', 'route_of_access.required', 'error', 'Request: Route of Access is blank. It is needed where Event Type is “Request”. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Request' AND r."route_of_access_as_typed" IS NULL;

-- route_of_access.applies (error): If Event Type is not “Request”, Request: Route of Access must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'route_of_access', 'route_of_access.applies', 'error', 'Request: Route of Access is only for rows where Event Type is “Request”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Request' AND r."route_of_access" IS NOT NULL;

-- assessment_type.required (error): If Event Type is “Assessment”, Assessment Type must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'assessment_type', 'assessment_type.required', 'error', 'Assessment Type is blank. It is needed where Event Type is “Assessment”. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Assessment' AND r."assessment_type_as_typed" IS NULL;

-- assessment_type.applies (error): If Event Type is not “Assessment”, Assessment Type must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'assessment_type', 'assessment_type.applies', 'error', 'Assessment Type is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Assessment' AND r."assessment_type" IS NOT NULL;

-- eligible_needs_identified.applies (error): If Event Type is not “Assessment”, Eligible Needs Identified must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'eligible_needs_identified', 'eligible_needs_identified.applies', 'error', 'Eligible Needs Identified is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Assessment' AND r."eligible_needs_identified" IS NOT NULL;

-- informal_carer_involved_in_assessment.applies (error): If Event Type is not “Assessment”, Informal Carer involved in Assessment must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'informal_carer_involved_in_assessment', 'informal_carer_involved_in_assessment.applies', 'error', 'Informal Carer involved in Assessment is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Assessment' AND r."informal_carer_involved_in_assessment" IS NOT NULL;

-- service_type.required (error): If Event Type is “Service”, Service Type must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_type', 'service_type.required', 'error', 'Service Type is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND r."service_type_as_typed" IS NULL;

-- service_type.applies (error): If Event Type is not “Service”, Service Type must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_type', 'service_type.applies', 'error', 'Service Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."service_type" IS NOT NULL;

-- service_component.required (error): If Event Type is “Service”, Service Component must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_component', 'service_component.required', 'error', 'Service Component is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND r."service_component_as_typed" IS NULL;

-- service_component.applies (error): If Event Type is not “Service”, Service Component must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_component', 'service_component.applies', 'error', 'Service Component is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."service_component" IS NOT NULL;

-- delivery_mechanism.required (error): If Event Type is “Service” and Service Type is “Long Term Support: Community”, Delivery Mechanism must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'delivery_mechanism.required', 'error', 'Delivery Mechanism is blank. It is needed where Service Type is “Long Term Support: Community”. Fill it in, or correct Service Type.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND r."service_type" = 'Long Term Support: Community' AND r."delivery_mechanism_as_typed" IS NULL;

-- delivery_mechanism.applies (error): If Event Type is not “Service”, Delivery Mechanism must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'delivery_mechanism.applies', 'error', 'Delivery Mechanism is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."delivery_mechanism" IS NOT NULL;

-- provider_location_name.applies (error): If Event Type is not “Service”, Provider Location Name must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'provider_location_name', 'provider_location_name.applies', 'error', 'Provider Location Name is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."provider_location_name" IS NOT NULL;

-- provider_cqc_id.applies (error): If Event Type is not “Service”, Provider CQC ID must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'provider_cqc_id', 'provider_cqc_id.applies', 'error', 'Provider CQC ID is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."provider_cqc_id" IS NOT NULL;

-- review_reason.required (error): If Event Type is “Review”, Review Reason must be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_reason', 'review_reason.required', 'error', 'Review Reason is blank. It is needed where Event Type is “Review”. Fill it in.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Review' AND r."review_reason_as_typed" IS NULL;

-- review_reason.applies (error): If Event Type is not “Review”, Review Reason must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_reason', 'review_reason.applies', 'error', 'Review Reason is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Review' AND r."review_reason" IS NOT NULL;

-- review_outcomes_achieved.applies (error): If Event Type is not “Review”, Review Outcomes Achieved must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'review_outcomes_achieved', 'review_outcomes_achieved.applies', 'error', 'Review Outcomes Achieved is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Review' AND r."review_outcomes_achieved" IS NOT NULL;

-- unit_cost.required (warning): Unit Cost should be filled in if all of these are true: (1) Event Type is “Service”; (2) Service Type and Service Component are in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'unit_cost.required', 'warning', 'Unit Cost is blank. It is expected with this Service Type, Service Component and Delivery Mechanism. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) AND (r."delivery_mechanism_as_typed" IS NULL OR NOT (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))) AND r."unit_cost_as_typed" IS NULL;

-- unit_cost.applies (error): If Event Type is not “Service”, Unit Cost must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'unit_cost.applies', 'error', 'Unit Cost is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."unit_cost" IS NOT NULL;

-- cost_frequency.required (warning): Cost Frequency / Unit Type should be filled in if all of these are true: (1) Event Type is “Service”; (2) Service Type and Service Component are in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'cost_frequency', 'cost_frequency.required', 'warning', 'Cost Frequency / Unit Type is blank. It is expected with this Service Type, Service Component and Delivery Mechanism. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) AND (r."delivery_mechanism_as_typed" IS NULL OR NOT (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))) AND r."cost_frequency_as_typed" IS NULL;

-- cost_frequency.applies (error): If Event Type is not “Service”, Cost Frequency / Unit Type must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'cost_frequency', 'cost_frequency.applies', 'error', 'Cost Frequency / Unit Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."cost_frequency" IS NOT NULL;

-- planned_units_per_week.required (warning): If Event Type is “Service” and Cost Frequency / Unit Type is “Per Session”, “Hourly” or “Daily”, Planned units per week should be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'planned_units_per_week', 'planned_units_per_week.required', 'warning', 'Planned units per week is blank. It is expected where Cost Frequency / Unit Type is “Per Session”, “Hourly” or “Daily”. Fill it in if you have it, or correct Cost Frequency / Unit Type.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND (r."cost_frequency" IN ('Per Session', 'Hourly', 'Daily')) AND r."planned_units_per_week_as_typed" IS NULL;

-- planned_units_per_week.applies (error): If Event Type is not “Service”, Planned units per week must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'planned_units_per_week', 'planned_units_per_week.applies', 'error', 'Planned units per week is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."planned_units_per_week" IS NOT NULL;

-- full_cost_client.applies (error): If Event Type is not “Service”, Full cost client must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'full_cost_client', 'full_cost_client.applies', 'error', 'Full cost client is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Service' AND r."full_cost_client" IS NOT NULL;

-- ASM-01 (warning): No two rows where Event Type is “Assessment” should have the same Person Unique Identifier.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_type', 'ASM-01', 'warning', 'This person has more than one assessment. Only the first assessment of a new client is reported as an assessment. Check whether the others are reviews.', NULL
FROM cld_read AS r
JOIN (
  SELECT r."person_unique_identifier" FROM cld_read AS r WHERE (r."event_type" = 'Assessment') AND r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier" HAVING COUNT(*) > 1
) AS d ON d."person_unique_identifier" = r."person_unique_identifier"
WHERE r."event_type" = 'Assessment';

-- ASM-02 (information): Rows where Eligible Needs Identified is not “Not applicable” and Event End Date is blank are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'eligible_needs_identified', 'ASM-02', 'information', 'Eligible Needs Identified is filled in, but Event End Date is blank. Eligibility is decided when an assessment is complete. If this one is complete, fill in Event End Date.', NULL
FROM cld_read AS r
WHERE r."eligible_needs_identified" <> 'Not applicable' AND r."event_end_date_as_typed" IS NULL;

-- ASM-03 (warning): If Informal Carer involved in Assessment is “Yes”, Has Informal Carer should not be “No”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'has_informal_carer', 'ASM-03', 'warning', 'Has Informal Carer is No, but Informal Carer involved in Assessment is Yes. Check both. They may both be right if the person no longer has a carer.', NULL
FROM cld_read AS r
WHERE r."informal_carer_involved_in_assessment" = 'Yes' AND r."has_informal_carer" = 'No';

-- ASM-04 (information): Rows where Informal Carer involved in Assessment is “No” and Has Informal Carer is “Yes” are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'informal_carer_involved_in_assessment', 'ASM-04', 'information', 'Has Informal Carer is Yes, but Informal Carer involved in Assessment is No. An informal carer is expected to be consulted. Check both. Leave them as they are if they are right.', NULL
FROM cld_read AS r
WHERE r."informal_carer_involved_in_assessment" = 'No' AND r."has_informal_carer" = 'Yes';

-- COST-01 (error): If Cost Frequency / Unit Type is none of “Per Session”, “Hourly” and “Daily”, Planned units per week must be blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'planned_units_per_week', 'COST-01', 'error', 'Planned units per week is filled in, but the cost frequency does not need it. Clear it, or correct the frequency. Only Per Session, Hourly and Daily need planned units.', NULL
FROM cld_read AS r
WHERE NOT (r."cost_frequency" IN ('Per Session', 'Hourly', 'Daily')) AND r."planned_units_per_week" IS NOT NULL;

-- COST-02 (warning): Cost Frequency / Unit Type should be filled in if both of these are true: (1) Unit Cost or Planned units per week is filled in; (2) either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'cost_frequency', 'COST-02', 'warning', 'Cost Frequency / Unit Type is blank, but the row has a unit cost or planned units. Fill in how often the cost occurs.', NULL
FROM cld_read AS r
WHERE (r."unit_cost" IS NOT NULL OR r."planned_units_per_week" IS NOT NULL) AND (NOT ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) OR (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))) AND r."cost_frequency_as_typed" IS NULL;

-- COST-03 (warning): Unit Cost should be filled in if both of these are true: (1) Cost Frequency / Unit Type is filled in; (2) either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'COST-03', 'warning', 'Unit Cost is blank, but Cost Frequency / Unit Type is filled in. Fill in the unit cost. If you have none, clear the frequency.', NULL
FROM cld_read AS r
WHERE r."cost_frequency" IS NOT NULL AND (NOT ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) OR (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))) AND r."unit_cost_as_typed" IS NULL;

-- COST-04 (warning): Unit Cost should be at least 0.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'COST-04', 'warning', 'Unit Cost is below zero. Check it. Give the gross cost, and do not take off what the service user contributes.', NULL
FROM cld_read AS r
WHERE r."unit_cost" < 0;

-- COST-05 (information): Rows are pointed out where both of these are true: (1) Unit Cost is filled in; (2) at least one of these is true: (2.1) Service Type and Service Component are not in the table “Services that need a cost”, Service Type does not begin with “Long Term Support:” and Service Component is neither “Short Term Nursing Care” nor “Short Term Residential Care”; (2.2) Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'COST-05', 'information', 'Unit Cost is filled in, but this service does not need one. You may leave it as it is.', NULL
FROM cld_read AS r
WHERE r."unit_cost" IS NOT NULL AND ((NOT ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) AND NOT (STARTS_WITH(r."service_type", 'Long Term Support:')) AND r."service_component" NOT IN ('Short Term Nursing Care', 'Short Term Residential Care')) OR (r."delivery_mechanism" IS NOT NULL AND (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))));

-- COST-06 (warning): Planned units per week should be above 0.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'planned_units_per_week', 'COST-06', 'warning', 'Planned units per week is zero or below. Check it. Give the number of sessions, hours or days that are planned for each week.', NULL
FROM cld_read AS r
WHERE r."planned_units_per_week" <= 0;

-- COST-07 (information): Rows are pointed out where all of these are true: (1) either Service Type begins with “Long Term Support:” or Service Component is “Short Term Nursing Care” or “Short Term Residential Care”; (2) Service Type and Service Component are not in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”; (4) both Cost Frequency / Unit Type and Unit Cost are blank.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'unit_cost', 'COST-07', 'information', 'Unit Cost is blank. The guidance''s table of services with costs does not list this service, but its summary asks for the cost of all long term support and of all short term nursing and residential care. Fill in the cost if you have it.', NULL
FROM cld_read AS r
WHERE (STARTS_WITH(r."service_type", 'Long Term Support:') OR r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care')) AND NOT ((r."service_type" = 'Long Term Support: Nursing Care' AND r."service_component" = 'Long Term Nursing Care') OR (r."service_type" = 'Long Term Support: Residential Care' AND r."service_component" = 'Long Term Residential Care') OR (r."service_type" = 'Long Term Support: Community' AND r."service_component" IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (r."service_type" = 'Short Term Support: Other Short Term' AND r."service_component" IN ('Short Term Nursing Care', 'Short Term Residential Care'))) AND (r."delivery_mechanism_as_typed" IS NULL OR NOT (r."delivery_mechanism" IN ('Community: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support'))) AND r."cost_frequency_as_typed" IS NULL AND r."unit_cost_as_typed" IS NULL;

-- COST-08 (warning): Full cost client should be the same on all rows with the same Person Unique Identifier where Full cost client is filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'full_cost_client', 'COST-08', 'warning', 'Full cost client is Yes on some rows for this person and No on others. Check them. If the person pays the full cost of only some services, leave the rows as they are.', 'Most rows with this Person Unique Identifier have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."person_unique_identifier" AS shared, CASE WHEN r."full_cost_client" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."person_unique_identifier", r."full_cost_client") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."person_unique_identifier" AS shared, MIN(r."full_cost_client") AS lowest, MAX(r."full_cost_client") AS highest, COUNT(r."full_cost_client") AS known, SUM(CASE WHEN r."full_cost_client_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE (r."full_cost_client" IS NOT NULL) AND r."person_unique_identifier" IS NOT NULL GROUP BY r."person_unique_identifier"
    ) AS d ON d.shared = r."person_unique_identifier"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."full_cost_client" IS NOT NULL OR r."full_cost_client_as_typed" IS NULL) AND (r."full_cost_client" IS NOT NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- EVT-01 (error): Event Start Date must not be after Reporting Period End Date.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'EVT-01', 'error', 'Event Start Date is after the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_read AS r
WHERE r."event_start_date" > r."reporting_period_end_date";

-- EVT-02 (error): Event End Date must not be before Reporting Period Start Date.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'EVT-02', 'error', 'Event End Date is before the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_read AS r
WHERE r."event_end_date" < r."reporting_period_start_date";

-- EVT-03 (error): Event End Date must not be before Event Start Date.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'EVT-03', 'error', 'Event End Date is before Event Start Date. Correct the date that is wrong. An event may start and end on the same day.', NULL
FROM cld_read AS r
WHERE r."event_end_date" < r."event_start_date";

-- EVT-04 (error): Event End Date must not be after today.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'EVT-04', 'error', 'Event End Date is in the future. Give the day on which the event actually ended. If it has not ended, clear Event End Date and Event Outcome.', NULL
FROM cld_read AS r
WHERE r."event_end_date" > CURRENT_DATE;

-- EVT-05 (error): Event Start Date must not be after today.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'EVT-05', 'error', 'Event Start Date is in the future. Give the day on which the event actually started, not a scheduled date. If it has not started, leave it out.', NULL
FROM cld_read AS r
WHERE r."event_start_date" > CURRENT_DATE;

-- EVT-06 (information): Rows where Event End Date is after Reporting Period End Date and not after today are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'EVT-06', 'information', 'Event End Date is after the reporting period. Check it. It is right if the event had ended by the time you made the return. The event then counts as open at the end of the period.', NULL
FROM cld_read AS r
WHERE r."event_end_date" <= CURRENT_DATE AND r."event_end_date" > r."reporting_period_end_date";

-- EVT-07 (error): Unless Event Type is “Review” and Event Outcome is “Progress to Support Planning / Services”, Event Outcome and Event Type must be in the table “Event outcomes by event type and client status”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_outcome', 'EVT-07', 'error', 'This Event Outcome does not go with this Event Type. Check both, and correct the one that is wrong. The table of event outcomes shows which go together.', NULL
FROM cld_read AS r
WHERE (r."event_type" <> 'Review' OR r."event_outcome" <> 'Progress to Support Planning / Services') AND NOT ((r."event_type" = 'Request' AND r."event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Assessment / Unplanned Review', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR (r."event_type" = 'Assessment' AND r."event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR (r."event_type" = 'Review' AND r."event_outcome" IN ('Progress to Reablement/ST-Max', 'Progress to Re-assessment', 'Progress to End of Life Care', 'No change in package', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason')) OR (r."event_type" = 'Service' AND r."event_outcome" IN ('Admitted to hospital', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason', 'NFA - No services offered: Other reason', 'Service ended as planned')));

-- EVT-08 (error): No two rows may have the same Event Reference.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_reference', 'EVT-08', 'error', 'This Event Reference is on more than one row. If it is the same event, keep one row. If not, give each row its own reference, or leave it blank.', NULL
FROM cld_read AS r
JOIN (
  SELECT r."event_reference" FROM cld_read AS r WHERE r."event_reference" IS NOT NULL GROUP BY r."event_reference" HAVING COUNT(*) > 1
) AS d ON d."event_reference" = r."event_reference";

-- EVT-09 (warning): No two rows where Event Type is “Request” or “Review” should have the same Person Unique Identifier, Event Type and Event Start Date.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'EVT-09', 'warning', 'This person has another event of the same type that starts on the same day. If it is the same event, keep one row. If not, leave both rows as they are.', NULL
FROM cld_read AS r
JOIN (
  SELECT r."person_unique_identifier", r."event_type", r."event_start_date" FROM cld_read AS r WHERE (r."event_type" IN ('Request', 'Review')) AND r."person_unique_identifier" IS NOT NULL AND r."event_type" IS NOT NULL AND r."event_start_date" IS NOT NULL GROUP BY r."person_unique_identifier", r."event_type", r."event_start_date" HAVING COUNT(*) > 1
) AS d ON d."person_unique_identifier" = r."person_unique_identifier" AND d."event_type" = r."event_type" AND d."event_start_date" = r."event_start_date"
WHERE r."event_type" IN ('Request', 'Review');

-- EVT-10 (warning): If Event Type is not “Review”, Event Start Date should not be after Date of Death.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'EVT-10', 'warning', 'Event Start Date is after Date of Death. Check both, and correct the date that is wrong. If the event did not take place, leave it out.', NULL
FROM cld_read AS r
WHERE r."event_type" <> 'Review' AND r."event_start_date" > r."date_of_death";

-- EVT-11 (warning): If Event Type is “Review”, Event Outcome should not be “Progress to Support Planning / Services”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_outcome', 'EVT-11', 'warning', 'Event Outcome is Progress to Support Planning / Services. The table of event outcomes has it for requests and assessments only. Check Event Type and Event Outcome. If the review did lead to new services, leave them as they are.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Review' AND r."event_outcome" = 'Progress to Support Planning / Services';

-- EVT-12 (error): If Date of Death is blank or not before Date of Birth, Event Start Date must not be before Date of Birth.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'EVT-12', 'error', 'Event Start Date is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_read AS r
WHERE (r."date_of_death_as_typed" IS NULL OR r."date_of_death" >= r."date_of_birth") AND r."event_start_date" < r."date_of_birth";

-- PER-01 (error): The age on Reporting Period End Date must be at least 18.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_birth', 'PER-01', 'error', 'The person was under 18 at the end of the reporting period. Correct Date of Birth if it is wrong. If it is right, leave the row out, because only adults are reported.', NULL
FROM cld_read AS r
WHERE (EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) < 18;

-- PER-02 (warning): If the age on Reporting Period End Date is at least 18, the age on Event End Date should be at least 18.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'PER-02', 'warning', 'The event ended before the person was 18. Check Date of Birth and Event End Date. If both are right, check whether the event belongs in the return, because only events of adults are reported.', NULL
FROM cld_read AS r
WHERE (EXTRACT(YEAR FROM r."reporting_period_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") * 100 + EXTRACT(DAY FROM r."reporting_period_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) >= 18 AND (EXTRACT(YEAR FROM r."event_end_date") - EXTRACT(YEAR FROM r."date_of_birth") - CASE WHEN EXTRACT(MONTH FROM r."event_end_date") * 100 + EXTRACT(DAY FROM r."event_end_date") < EXTRACT(MONTH FROM r."date_of_birth") * 100 + EXTRACT(DAY FROM r."date_of_birth") THEN 1 ELSE 0 END) < 18;

-- PER-03 (error): Date of Death must not be before Date of Birth.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'PER-03', 'error', 'Date of Death is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_read AS r
WHERE r."date_of_death" < r."date_of_birth";

-- PER-04 (information): Rows where Date of Death is after Reporting Period End Date and not after today are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'PER-04', 'information', 'Date of Death is after the reporting period. Check it. Person details are those on the last day of the period. You may give the later date if the event ended because the person died.', NULL
FROM cld_read AS r
WHERE r."date_of_death" <= CURRENT_DATE AND r."date_of_death" > r."reporting_period_end_date";

-- PER-05 (warning): Person Unique Identifier should be the same on all rows with the same NHS Number.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'person_unique_identifier', 'PER-05', 'warning', 'Rows with this NHS Number have different Person Unique Identifiers. If the rows are about one person, give all of them the same identifier. If not, correct the NHS Number that is wrong.', 'Most rows with this NHS Number have another value. See row ' || CAST(r.usual_row AS VARCHAR(20)) || '.'
FROM (
  SELECT r."row_number", r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r."row_number" END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r."row_number", r."nhs_number" AS shared, CASE WHEN r."person_unique_identifier" IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r."nhs_number", r."person_unique_identifier") > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r."nhs_number" AS shared, MIN(r."person_unique_identifier") AS lowest, MAX(r."person_unique_identifier") AS highest, COUNT(r."person_unique_identifier") AS known, SUM(CASE WHEN r."person_unique_identifier_as_typed" IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r."nhs_number" IS NOT NULL GROUP BY r."nhs_number"
    ) AS d ON d.shared = r."nhs_number"
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r."person_unique_identifier" IS NOT NULL OR r."person_unique_identifier_as_typed" IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;

-- PER-06 (error): Date of Death must not be after today.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'date_of_death', 'PER-06', 'error', 'Date of Death is in the future. Correct it. If the person has not died, clear it.', NULL
FROM cld_read AS r
WHERE r."date_of_death" > CURRENT_DATE;

-- REV-01 (warning): If Event Type is “Review” and Date of Death is filled in, Event End Date should be filled in and not after Date of Death.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'REV-01', 'warning', 'The review was not complete when the person died. Check the dates. Leave out a review that was not completed. Closing a case after a death is not a review.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Review' AND r."date_of_death" IS NOT NULL AND (r."event_end_date_as_typed" IS NULL OR r."event_end_date" > r."date_of_death");

-- REV-02 (warning): If Event Type is “Review” and Date of Death is blank, Event End Date should be filled in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'REV-02', 'warning', 'Event End Date is blank. If the review is complete, fill in the day on which it was completed. If it will not be completed, leave the row out. If it is still open, leave the row as it is.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Review' AND r."date_of_death_as_typed" IS NULL AND r."event_end_date_as_typed" IS NULL;

-- SRV-01 (warning): If Delivery Mechanism begins with “Community:”, Service Type should be “Long Term Support: Community”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'SRV-01', 'warning', 'Delivery Mechanism is one for the community, but Service Type is not Long Term Support: Community. Correct Service Type if it is wrong. If it is right, clear Delivery Mechanism.', NULL
FROM cld_read AS r
WHERE STARTS_WITH(r."delivery_mechanism", 'Community:') AND r."service_type" <> 'Long Term Support: Community';

-- SRV-02 (warning): If Service Component is “Equipment”, Event Start Date should not be before the first day of the reporting year that Reporting Period End Date falls in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_start_date', 'SRV-02', 'warning', 'Event Start Date is before the reporting year began. Only equipment that started in the year is expected. Correct the date if it is wrong. If it is right, leave the row out.', NULL
FROM cld_read AS r
WHERE r."service_component" = 'Equipment' AND r."event_start_date" < MAKE_DATE(CAST(EXTRACT(YEAR FROM r."reporting_period_end_date") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") < 4 THEN 1 ELSE 0 END AS INTEGER), 4, 1);

-- SRV-03 (information): Rows where Service Component is not “Equipment” that have the same Person Unique Identifier, Service Type, Service Component and Event Start Date are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'service_component', 'SRV-03', 'information', 'This person has the same service, from the same day, on more than one row. A change of price needs no second row: give the latest cost on one row. If these are different services, leave them as they are.', NULL
FROM cld_read AS r
JOIN (
  SELECT r."person_unique_identifier", r."service_type", r."service_component", r."event_start_date" FROM cld_read AS r WHERE (r."service_component" <> 'Equipment') AND r."person_unique_identifier" IS NOT NULL AND r."service_type" IS NOT NULL AND r."service_component" IS NOT NULL AND r."event_start_date" IS NOT NULL GROUP BY r."person_unique_identifier", r."service_type", r."service_component", r."event_start_date" HAVING COUNT(*) > 1
) AS d ON d."person_unique_identifier" = r."person_unique_identifier" AND d."service_type" = r."service_type" AND d."service_component" = r."service_component" AND d."event_start_date" = r."event_start_date"
WHERE r."service_component" <> 'Equipment';

-- SRV-04 (information): Rows where only one of Provider CQC ID and Provider Location Name is filled in are pointed out.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'provider_cqc_id', 'SRV-04', 'information', 'Only one of Provider CQC ID and Provider Location Name is filled in. Fill in the other one if you have it.', NULL
FROM cld_read AS r
WHERE (r."provider_cqc_id" IS NOT NULL OR r."provider_location_name" IS NOT NULL) AND (r."provider_cqc_id_as_typed" IS NULL OR r."provider_location_name_as_typed" IS NULL);

-- SRV-06 (warning): If Delivery Mechanism begins with “Prison:”, Service Type should be “Long Term Support: Community”.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'delivery_mechanism', 'SRV-06', 'warning', 'Delivery Mechanism is one for prison, but Service Type is not Long Term Support: Community. Check both. If the service is given in prison, leave them as they are. If not, clear Delivery Mechanism, and fill in the cost if the service needs one.', NULL
FROM cld_read AS r
WHERE STARTS_WITH(r."delivery_mechanism", 'Prison:') AND r."service_type" <> 'Long Term Support: Community';

-- SRV-07 (warning): Event End Date should be filled in and not after Date of Death if all of these are true: (1) Event Type is “Service”; (2) Event Start Date is not after Date of Death; (3) Date of Death is not after Reporting Period End Date.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'event_end_date', 'SRV-07', 'warning', 'This service is still open, or ended after Date of Death. Check both dates. If the service did end later, leave the dates as they are.', NULL
FROM cld_read AS r
WHERE r."event_type" = 'Service' AND r."event_start_date" <= r."date_of_death" AND r."date_of_death" <= r."reporting_period_end_date" AND (r."event_end_date_as_typed" IS NULL OR r."event_end_date" > r."date_of_death");

-- SUB-01 (warning): Reporting Period Start Date should be the first day of the reporting year that Reporting Period End Date falls in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_start_date', 'SUB-01', 'warning', 'Reporting Period Start Date is not the first day of the reporting year in which the period ends. Check both dates. The collection is cumulative from 1 April.', NULL
FROM cld_read AS r
WHERE r."reporting_period_start_date" <> MAKE_DATE(CAST(EXTRACT(YEAR FROM r."reporting_period_end_date") - CASE WHEN EXTRACT(MONTH FROM r."reporting_period_end_date") < 4 THEN 1 ELSE 0 END AS INTEGER), 4, 1);

-- SUB-02 (warning): Reporting Period End Date should be the last day of the quarter that it falls in.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_end_date', 'SUB-02', 'warning', 'Reporting Period End Date is not the last day of a quarter. Check it. Returns are made each quarter, so the period ends on 30 June, 30 September, 31 December or 31 March.', NULL
FROM cld_read AS r
WHERE r."reporting_period_end_date" <> CAST(DATE_TRUNC('month', r."reporting_period_end_date") + MAKE_INTERVAL(months => CAST(CASE EXTRACT(MONTH FROM r."reporting_period_end_date") WHEN 1 THEN 2 WHEN 2 THEN 1 WHEN 3 THEN 0 WHEN 4 THEN 2 WHEN 5 THEN 1 WHEN 6 THEN 0 WHEN 7 THEN 2 WHEN 8 THEN 1 WHEN 9 THEN 0 WHEN 10 THEN 2 WHEN 11 THEN 1 WHEN 12 THEN 0 END AS INTEGER) + 1) - INTERVAL '1 day' AS DATE);

-- SUB-03 (warning): If Event Start Date is not after today, Reporting Period End Date should not be after today.
INSERT INTO cld_finding ("row_number", "item", "rule", "severity", "message", "suggestion")
SELECT r."row_number", 'reporting_period_end_date', 'SUB-03', 'warning', 'Reporting Period End Date is in the future. Check it. Person details and costs are those on the last day of the period, which has not come yet.', NULL
FROM cld_read AS r
WHERE r."event_start_date" <= CURRENT_DATE AND r."reporting_period_end_date" > CURRENT_DATE;

-- 4. How many findings each rule has, and each finding.
SELECT f."severity", f."rule", f."item", COUNT(*) AS "findings", f."message"
FROM cld_finding AS f
GROUP BY f."severity", f."rule", f."item", f."message"
ORDER BY CASE f."severity" WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, COUNT(*) DESC, f."rule";

SELECT f."row_number", f."item", f."rule", f."severity", f."message", f."suggestion"
FROM cld_finding AS f
ORDER BY f."row_number", CASE f."severity" WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, f."rule";
