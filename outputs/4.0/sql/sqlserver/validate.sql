-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: validate.sql
-- Checks the rows of the staging table and shows the findings. It sends nothing anywhere.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

-- 1. The odd cells: white space around a value, unusual spaces, invisible characters, words for nothing, errors of formulas.
DROP TABLE IF EXISTS cld_odd_cell;
GO
WITH characters ([position], [character]) AS (
  -- White space that becomes a space, up to 24, and invisible characters.
  SELECT v.* FROM (VALUES (1, NCHAR(9)), (2, NCHAR(10)), (3, NCHAR(11)), (4, NCHAR(12)), (5, NCHAR(13)), (6, NCHAR(133)), (7, NCHAR(160)),
    (8, NCHAR(5760)), (9, NCHAR(8192)), (10, NCHAR(8193)), (11, NCHAR(8194)), (12, NCHAR(8195)), (13, NCHAR(8196)), (14, NCHAR(8197)),
    (15, NCHAR(8198)), (16, NCHAR(8199)), (17, NCHAR(8200)), (18, NCHAR(8201)), (19, NCHAR(8202)), (20, NCHAR(8232)), (21, NCHAR(8233)),
    (22, NCHAR(8239)), (23, NCHAR(8287)), (24, NCHAR(12288)), (25, NCHAR(1)), (26, NCHAR(2)), (27, NCHAR(3)), (28, NCHAR(4)),
    (29, NCHAR(5)), (30, NCHAR(6)), (31, NCHAR(7)), (32, NCHAR(8)), (33, NCHAR(14)), (34, NCHAR(15)), (35, NCHAR(16)),
    (36, NCHAR(17)), (37, NCHAR(18)), (38, NCHAR(19)), (39, NCHAR(20)), (40, NCHAR(21)), (41, NCHAR(22)), (42, NCHAR(23)),
    (43, NCHAR(24)), (44, NCHAR(25)), (45, NCHAR(26)), (46, NCHAR(27)), (47, NCHAR(28)), (48, NCHAR(29)), (49, NCHAR(30)),
    (50, NCHAR(31)), (51, NCHAR(127)), (52, NCHAR(128)), (53, NCHAR(129)), (54, NCHAR(130)), (55, NCHAR(131)), (56, NCHAR(132)),
    (57, NCHAR(134)), (58, NCHAR(135)), (59, NCHAR(136)), (60, NCHAR(137)), (61, NCHAR(138)), (62, NCHAR(139)), (63, NCHAR(140)),
    (64, NCHAR(141)), (65, NCHAR(142)), (66, NCHAR(143)), (67, NCHAR(144)), (68, NCHAR(145)), (69, NCHAR(146)), (70, NCHAR(147)),
    (71, NCHAR(148)), (72, NCHAR(149)), (73, NCHAR(150)), (74, NCHAR(151)), (75, NCHAR(152)), (76, NCHAR(153)), (77, NCHAR(154)),
    (78, NCHAR(155)), (79, NCHAR(156)), (80, NCHAR(157)), (81, NCHAR(158)), (82, NCHAR(159)), (83, NCHAR(173)), (84, NCHAR(847)),
    (85, NCHAR(1564)), (86, NCHAR(4447)), (87, NCHAR(4448)), (88, NCHAR(6068)), (89, NCHAR(6069)), (90, NCHAR(6155)), (91, NCHAR(6156)),
    (92, NCHAR(6157)), (93, NCHAR(6158)), (94, NCHAR(6159)), (95, NCHAR(8203)), (96, NCHAR(8204)), (97, NCHAR(8205)), (98, NCHAR(8206)),
    (99, NCHAR(8207)), (100, NCHAR(8234)), (101, NCHAR(8235)), (102, NCHAR(8236)), (103, NCHAR(8237)), (104, NCHAR(8238)), (105, NCHAR(8288)),
    (106, NCHAR(8289)), (107, NCHAR(8290)), (108, NCHAR(8291)), (109, NCHAR(8292)), (110, NCHAR(8293)), (111, NCHAR(8294)), (112, NCHAR(8295)),
    (113, NCHAR(8296)), (114, NCHAR(8297)), (115, NCHAR(8298)), (116, NCHAR(8299)), (117, NCHAR(8300)), (118, NCHAR(8301)), (119, NCHAR(8302)),
    (120, NCHAR(8303)), (121, NCHAR(12644)), (122, NCHAR(65024)), (123, NCHAR(65025)), (124, NCHAR(65026)), (125, NCHAR(65027)), (126, NCHAR(65028)),
    (127, NCHAR(65029)), (128, NCHAR(65030)), (129, NCHAR(65031)), (130, NCHAR(65032)), (131, NCHAR(65033)), (132, NCHAR(65034)), (133, NCHAR(65035)),
    (134, NCHAR(65036)), (135, NCHAR(65037)), (136, NCHAR(65038)), (137, NCHAR(65039)), (138, NCHAR(65279)), (139, NCHAR(65440)), (140, NCHAR(65529)),
    (141, NCHAR(65530)), (142, NCHAR(65531))) AS v ([position], [character])
), tidied ([position], [row_number], [item], [title], [kind], [typed], [text]) AS (
  SELECT
    CASE WHEN (t.[typed] LIKE N'%[^ -~]%' AND t.[typed] LIKE (N'%[' + NCHAR(1) + N'-' + NCHAR(31) + NCHAR(127) + N'-' + NCHAR(160) + NCHAR(173) + NCHAR(847) + NCHAR(1564) + NCHAR(4447) + N'-' + NCHAR(4448) + NCHAR(5760) + NCHAR(6068) + N'-' + NCHAR(6069) + NCHAR(6155) + N'-' + NCHAR(6159) + NCHAR(8192) + N'-' + NCHAR(8207) + NCHAR(8232) + N'-' + NCHAR(8239) + NCHAR(8287) + N'-' + NCHAR(8303) + NCHAR(12288) + NCHAR(12644) + NCHAR(65024) + N'-' + NCHAR(65039) + NCHAR(65279) + NCHAR(65440) + NCHAR(65529) + N'-' + NCHAR(65531) + N']%')) THEN 0 ELSE 142 END,
    t.[row_number], t.[item], t.[title], t.[kind], t.[typed], CAST(t.[typed] AS nvarchar(max)) COLLATE Latin1_General_100_BIN2
  FROM (
    SELECT s.[row_number] - (SELECT MIN([row_number]) FROM cld_staging) + 2 AS [row_number], v.[item] COLLATE Latin1_General_100_BIN2 AS [item], v.[title] COLLATE Latin1_General_100_BIN2 AS [title], v.[kind] COLLATE Latin1_General_100_BIN2 AS [kind], v.[typed]
    FROM cld_staging AS s
    CROSS APPLY (VALUES
      (N'la_code', N'LA Code', N'value', s.[la_code]),
      (N'reporting_year', N'Reporting Year', N'text', s.[reporting_year]),
      (N'reporting_period_start_date', N'Reporting Period Start Date', N'value', s.[reporting_period_start_date]),
      (N'reporting_period_end_date', N'Reporting Period End Date', N'value', s.[reporting_period_end_date]),
      (N'person_unique_identifier', N'Person Unique Identifier', N'identifier', s.[person_unique_identifier]),
      (N'nhs_number', N'NHS Number', N'value', s.[nhs_number]),
      (N'first_name', N'First Name', N'text', s.[first_name]),
      (N'last_name', N'Last Name', N'text', s.[last_name]),
      (N'gp_practice_name', N'GP Practice Name', N'text', s.[gp_practice_name]),
      (N'gp_practice_code', N'GP Practice Code', N'text', s.[gp_practice_code]),
      (N'gender', N'Gender', N'value', s.[gender]),
      (N'ethnicity', N'Ethnicity', N'value', s.[ethnicity]),
      (N'date_of_birth', N'Date of Birth', N'value', s.[date_of_birth]),
      (N'date_of_death', N'Date of Death', N'value', s.[date_of_death]),
      (N'primary_support_reason', N'Primary Support Reason', N'value', s.[primary_support_reason]),
      (N'postcode', N'Postcode', N'value', s.[postcode]),
      (N'accommodation_status', N'Accommodation Status', N'value', s.[accommodation_status]),
      (N'employment_status', N'Employment Status', N'value', s.[employment_status]),
      (N'has_informal_carer', N'Has Informal Carer', N'value', s.[has_informal_carer]),
      (N'autism_spectrum_disorder', N'Autism Spectrum Disorder (ASD)', N'value', s.[autism_spectrum_disorder]),
      (N'visual_impairment', N'Visual Impairment', N'value', s.[visual_impairment]),
      (N'hearing_impairment', N'Hearing Impairment', N'value', s.[hearing_impairment]),
      (N'dementia', N'Dementia', N'value', s.[dementia]),
      (N'event_type', N'Event Type', N'value', s.[event_type]),
      (N'event_reference', N'Event Reference', N'identifier', s.[event_reference]),
      (N'event_start_date', N'Event Start Date', N'value', s.[event_start_date]),
      (N'event_end_date', N'Event End Date', N'value', s.[event_end_date]),
      (N'event_description', N'Event Description', N'text', s.[event_description]),
      (N'event_outcome', N'Event Outcome', N'value', s.[event_outcome]),
      (N'route_of_access', N'Request: Route of Access', N'value', s.[route_of_access]),
      (N'assessment_type', N'Assessment Type', N'value', s.[assessment_type]),
      (N'eligible_needs_identified', N'Eligible Needs Identified', N'value', s.[eligible_needs_identified]),
      (N'informal_carer_involved_in_assessment', N'Informal Carer involved in Assessment', N'value', s.[informal_carer_involved_in_assessment]),
      (N'service_type', N'Service Type', N'value', s.[service_type]),
      (N'service_component', N'Service Component', N'value', s.[service_component]),
      (N'delivery_mechanism', N'Delivery Mechanism (Long Term Community or Prison Only)', N'value', s.[delivery_mechanism]),
      (N'provider_location_name', N'Provider Location Name', N'text', s.[provider_location_name]),
      (N'provider_cqc_id', N'Provider CQC ID', N'text', s.[provider_cqc_id]),
      (N'review_reason', N'Review Reason', N'value', s.[review_reason]),
      (N'review_outcomes_achieved', N'Review Outcomes Achieved', N'value', s.[review_outcomes_achieved]),
      (N'unit_cost', N'Unit Cost (£)', N'value', s.[unit_cost]),
      (N'cost_frequency', N'Cost Frequency / Unit Type', N'value', s.[cost_frequency]),
      (N'planned_units_per_week', N'Planned units per week', N'value', s.[planned_units_per_week]),
      (N'full_cost_client', N'Full cost client', N'value', s.[full_cost_client])
    ) AS v ([item], [title], [kind], [typed])
  ) AS t
  WHERE (t.[typed] LIKE N'%[^ -~]%' AND t.[typed] LIKE (N'%[' + NCHAR(1) + N'-' + NCHAR(31) + NCHAR(127) + N'-' + NCHAR(160) + NCHAR(173) + NCHAR(847) + NCHAR(1564) + NCHAR(4447) + N'-' + NCHAR(4448) + NCHAR(5760) + NCHAR(6068) + N'-' + NCHAR(6069) + NCHAR(6155) + N'-' + NCHAR(6159) + NCHAR(8192) + N'-' + NCHAR(8207) + NCHAR(8232) + N'-' + NCHAR(8239) + NCHAR(8287) + N'-' + NCHAR(8303) + NCHAR(12288) + NCHAR(12644) + NCHAR(63360) + N'-' + NCHAR(63487) + NCHAR(65024) + N'-' + NCHAR(65039) + NCHAR(65279) + NCHAR(65440) + NCHAR(65529) + N'-' + NCHAR(65531) + NCHAR(65533) + N']%'))
    OR t.[typed] LIKE N' %' OR t.[typed] LIKE N'% '
    OR (t.[typed] IN (N'01/01/1900', N'31/12/2999') AND t.[item] IN (N'reporting_period_start_date', N'reporting_period_end_date', N'date_of_birth', N'date_of_death', N'event_start_date', N'event_end_date'))
    OR (t.[typed] IN (N'0000000000', N'1111111111', N'2222222222', N'3333333333', N'4444444444', N'5555555555', N'6666666666', N'7777777777', N'8888888888', N'9999999999') AND t.[item] IN (N'nhs_number'))
    OR (t.[item] IN (N'nhs_number', N'postcode') AND (UPPER(t.[typed]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR t.[typed] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (t.[typed] LIKE N'##%' AND NOT t.[typed] LIKE N'%[^#]%')))
    OR (t.[kind] <> N'value' AND (LOWER(t.[typed]) IN (N'!', N'#', N'(blank)', N'(n/a)', N'(nil)', N'(none)', N'(null)', N'*', N'**', N'***', N'-', N'--', N'---', N'----', N'.', N'..', N'...', N'//', N'<na>', N'<none>', N'<null>', N'?', N'??', N'???', N'[null]', N'\n', N'_', N'__', N'___', N'anonymous', N'blank', N'missing', N'n / a', N'n.a', N'n.a.', N'n/a', N'n/k', N'na', N'nan', N'nat', N'nil', N'nk', N'no data', N'none', N'not applicable', N'not available', N'not known', N'not recorded', N'null', N'tba', N'tbc', N'undefined', N'unknown', N'~', N'‐', N'‑', N'‒', N'–', N'—', N'―', N'…', N'−') OR (UPPER(t.[typed]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR t.[typed] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (t.[typed] LIKE N'##%' AND NOT t.[typed] LIKE N'%[^#]%')) OR ((t.[typed] LIKE N'[1-9][eE]%' OR t.[typed] LIKE N'[1-9].[0-9]%[eE]%') AND (t.[typed] LIKE N'%[0-9][eE][0-9]' OR t.[typed] LIKE N'%[0-9][eE][0-9][0-9]' OR t.[typed] LIKE N'%[0-9][eE][0-9][0-9][0-9]' OR t.[typed] LIKE N'%[0-9][eE]+[0-9]' OR t.[typed] LIKE N'%[0-9][eE]+[0-9][0-9]' OR t.[typed] LIKE N'%[0-9][eE]+[0-9][0-9][0-9]') AND NOT t.[typed] LIKE N'%[^0-9.eE+]%' AND NOT t.[typed] LIKE N'%[eE]%[eE]%' AND NOT t.[typed] LIKE N'%.%.%' AND NOT t.[typed] LIKE N'%[eE]%.%' AND NOT t.[typed] LIKE N'%+%[eE]%') OR (t.[typed] LIKE N'%[^ -~]%' AND t.[typed] LIKE (N'%[' + NCHAR(180) + N'-' + NCHAR(65374) + N']%')) OR (t.[item] IN (N'reporting_year', N'person_unique_identifier', N'gp_practice_code', N'event_reference', N'provider_cqc_id') AND NOT t.[typed] LIKE (N'%[' + NCHAR(48) + N'-' + NCHAR(57) + N']%'))))
  UNION ALL
  -- One character after the other.
  SELECT
    p.[position],
    t.[row_number], t.[item], t.[title], t.[kind], t.[typed], CAST(REPLACE(t.[text], p.[character], CASE WHEN p.[position] <= 24 THEN N' ' WHEN t.[kind] = N'value' THEN p.[character] ELSE N'' END) AS nvarchar(max)) COLLATE Latin1_General_100_BIN2
  FROM tidied AS t
  JOIN characters AS p ON p.[position] = t.[position] + 1
)
SELECT
  t.[row_number],
  t.[item],
  t.[title],
  t.[kind],
  t.[typed],
  t.[text],
  CASE
    WHEN (t.[item] IN (N'nhs_number', N'postcode') AND (UPPER(t.[text]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR t.[text] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (t.[text] LIKE N'##%' AND NOT t.[text] LIKE N'%[^#]%'))) THEN N'error'
    WHEN (t.[text] IN (N'01/01/1900', N'31/12/2999') AND t.[item] IN (N'reporting_period_start_date', N'reporting_period_end_date', N'date_of_birth', N'date_of_death', N'event_start_date', N'event_end_date')) THEN N'filler'
    WHEN (t.[text] IN (N'0000000000', N'1111111111', N'2222222222', N'3333333333', N'4444444444', N'5555555555', N'6666666666', N'7777777777', N'8888888888', N'9999999999') AND t.[item] IN (N'nhs_number')) THEN N'filler'
    WHEN t.[kind] = N'value' AND t.[text] <> N'' AND t.[typed] + N'|' <> t.[text] + N'|' THEN N'spaces'
    WHEN t.[kind] = N'value' THEN NULL
    WHEN (UPPER(t.[text]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR t.[text] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (t.[text] LIKE N'##%' AND NOT t.[text] LIKE N'%[^#]%')) THEN N'error'
    WHEN (t.[text] LIKE N'%[^ -~]%' AND t.[text] LIKE (N'%[' + NCHAR(63360) + N'-' + NCHAR(63487) + NCHAR(65533) + N']%')) THEN N'encoding'
    WHEN t.[kind] = N'identifier' AND ((t.[text] LIKE N'[1-9][eE]%' OR t.[text] LIKE N'[1-9].[0-9]%[eE]%') AND (t.[text] LIKE N'%[0-9][eE][0-9]' OR t.[text] LIKE N'%[0-9][eE][0-9][0-9]' OR t.[text] LIKE N'%[0-9][eE][0-9][0-9][0-9]' OR t.[text] LIKE N'%[0-9][eE]+[0-9]' OR t.[text] LIKE N'%[0-9][eE]+[0-9][0-9]' OR t.[text] LIKE N'%[0-9][eE]+[0-9][0-9][0-9]') AND NOT t.[text] LIKE N'%[^0-9.eE+]%' AND NOT t.[text] LIKE N'%[eE]%[eE]%' AND NOT t.[text] LIKE N'%.%.%' AND NOT t.[text] LIKE N'%[eE]%.%' AND NOT t.[text] LIKE N'%+%[eE]%') THEN N'digits'
    WHEN LOWER(t.[text]) IN (N'!', N'#', N'(blank)', N'(n/a)', N'(nil)', N'(none)', N'(null)', N'*', N'**', N'***', N'-', N'--', N'---', N'----', N'.', N'..', N'...', N'//', N'<na>', N'<none>', N'<null>', N'?', N'??', N'???', N'[null]', N'\n', N'_', N'__', N'___', N'missing', N'n / a', N'n.a', N'n.a.', N'n/a', N'na', N'nan', N'nat', N'nil', N'no data', N'none', N'not applicable', N'not available', N'not recorded', N'null', N'undefined', N'~', N'‐', N'‑', N'‒', N'–', N'—', N'―', N'…', N'−') OR (t.[kind] = N'identifier' AND LOWER(t.[text]) IN (N'anonymous', N'blank', N'n/k', N'nk', N'not known', N'tba', N'tbc', N'unknown')) THEN N'no-value'
    WHEN (t.[typed] LIKE N'%[^ -~]%' AND t.[typed] LIKE (N'%[' + NCHAR(1) + N'-' + NCHAR(8) + NCHAR(14) + N'-' + NCHAR(31) + NCHAR(127) + N'-' + NCHAR(132) + NCHAR(134) + N'-' + NCHAR(159) + NCHAR(173) + NCHAR(847) + NCHAR(1564) + NCHAR(4447) + N'-' + NCHAR(4448) + NCHAR(6068) + N'-' + NCHAR(6069) + NCHAR(6155) + N'-' + NCHAR(6159) + NCHAR(8203) + N'-' + NCHAR(8207) + NCHAR(8234) + N'-' + NCHAR(8238) + NCHAR(8288) + N'-' + NCHAR(8303) + NCHAR(12644) + NCHAR(65024) + N'-' + NCHAR(65039) + NCHAR(65279) + NCHAR(65440) + NCHAR(65529) + N'-' + NCHAR(65531) + N']%')) THEN N'characters'
    WHEN t.[text] = N'' THEN NULL
    WHEN t.[kind] = N'identifier' AND (t.[text] LIKE N'%[^ -~]%' AND t.[text] LIKE (N'%[' + NCHAR(180) + NCHAR(697) + NCHAR(699) + N'-' + NCHAR(701) + NCHAR(712) + NCHAR(913) + N'-' + NCHAR(914) + NCHAR(917) + N'-' + NCHAR(919) + NCHAR(921) + N'-' + NCHAR(922) + NCHAR(924) + N'-' + NCHAR(925) + NCHAR(927) + NCHAR(929) + NCHAR(932) + N'-' + NCHAR(933) + NCHAR(935) + NCHAR(945) + NCHAR(953) + N'-' + NCHAR(954) + NCHAR(957) + NCHAR(959) + NCHAR(961) + NCHAR(964) + N'-' + NCHAR(965) + NCHAR(967) + NCHAR(1029) + N'-' + NCHAR(1030) + NCHAR(1032) + NCHAR(1040) + NCHAR(1042) + NCHAR(1045) + NCHAR(1050) + NCHAR(1052) + N'-' + NCHAR(1054) + NCHAR(1056) + N'-' + NCHAR(1059) + NCHAR(1061) + NCHAR(1072) + NCHAR(1077) + NCHAR(1086) + NCHAR(1088) + N'-' + NCHAR(1089) + NCHAR(1091) + NCHAR(1093) + NCHAR(1109) + N'-' + NCHAR(1110) + NCHAR(1112) + NCHAR(1211) + NCHAR(1281) + NCHAR(1307) + NCHAR(1309) + NCHAR(1632) + N'-' + NCHAR(1641) + NCHAR(1776) + N'-' + NCHAR(1785) + NCHAR(1984) + N'-' + NCHAR(1993) + NCHAR(2406) + N'-' + NCHAR(2415) + NCHAR(2534) + N'-' + NCHAR(2543) + NCHAR(2662) + N'-' + NCHAR(2671) + NCHAR(2790) + N'-' + NCHAR(2799) + NCHAR(2918) + N'-' + NCHAR(2927) + NCHAR(3046) + N'-' + NCHAR(3055) + NCHAR(3174) + N'-' + NCHAR(3183) + NCHAR(3302) + N'-' + NCHAR(3311) + NCHAR(3430) + N'-' + NCHAR(3439) + NCHAR(3558) + N'-' + NCHAR(3567) + NCHAR(3664) + N'-' + NCHAR(3673) + NCHAR(3792) + N'-' + NCHAR(3801) + NCHAR(3872) + N'-' + NCHAR(3881) + NCHAR(4160) + N'-' + NCHAR(4169) + NCHAR(4240) + N'-' + NCHAR(4249) + NCHAR(6112) + N'-' + NCHAR(6121) + NCHAR(6160) + N'-' + NCHAR(6169) + NCHAR(6470) + N'-' + NCHAR(6479) + NCHAR(6608) + N'-' + NCHAR(6617) + NCHAR(6784) + N'-' + NCHAR(6793) + NCHAR(6800) + N'-' + NCHAR(6809) + NCHAR(6992) + N'-' + NCHAR(7001) + NCHAR(7088) + N'-' + NCHAR(7097) + NCHAR(7232) + N'-' + NCHAR(7241) + NCHAR(7248) + N'-' + NCHAR(7257) + NCHAR(8208) + N'-' + NCHAR(8213) + NCHAR(8216) + N'-' + NCHAR(8219) + NCHAR(8242) + NCHAR(8259) + N'-' + NCHAR(8260) + NCHAR(8722) + NCHAR(8725) + NCHAR(42528) + N'-' + NCHAR(42537) + NCHAR(43216) + N'-' + NCHAR(43225) + NCHAR(43264) + N'-' + NCHAR(43273) + NCHAR(43472) + N'-' + NCHAR(43481) + NCHAR(43504) + N'-' + NCHAR(43513) + NCHAR(43600) + N'-' + NCHAR(43609) + NCHAR(44016) + N'-' + NCHAR(44025) + NCHAR(65112) + NCHAR(65123) + NCHAR(65281) + N'-' + NCHAR(65374) + N']%')) THEN N'look-alikes'
    WHEN NOT t.[kind] = N'identifier' AND (t.[text] LIKE N'%[^ -~]%' AND t.[text] LIKE (N'%[' + NCHAR(1632) + N'-' + NCHAR(1641) + NCHAR(1776) + N'-' + NCHAR(1785) + NCHAR(1984) + N'-' + NCHAR(1993) + NCHAR(2406) + N'-' + NCHAR(2415) + NCHAR(2534) + N'-' + NCHAR(2543) + NCHAR(2662) + N'-' + NCHAR(2671) + NCHAR(2790) + N'-' + NCHAR(2799) + NCHAR(2918) + N'-' + NCHAR(2927) + NCHAR(3046) + N'-' + NCHAR(3055) + NCHAR(3174) + N'-' + NCHAR(3183) + NCHAR(3302) + N'-' + NCHAR(3311) + NCHAR(3430) + N'-' + NCHAR(3439) + NCHAR(3558) + N'-' + NCHAR(3567) + NCHAR(3664) + N'-' + NCHAR(3673) + NCHAR(3792) + N'-' + NCHAR(3801) + NCHAR(3872) + N'-' + NCHAR(3881) + NCHAR(4160) + N'-' + NCHAR(4169) + NCHAR(4240) + N'-' + NCHAR(4249) + NCHAR(6112) + N'-' + NCHAR(6121) + NCHAR(6160) + N'-' + NCHAR(6169) + NCHAR(6470) + N'-' + NCHAR(6479) + NCHAR(6608) + N'-' + NCHAR(6617) + NCHAR(6784) + N'-' + NCHAR(6793) + NCHAR(6800) + N'-' + NCHAR(6809) + NCHAR(6992) + N'-' + NCHAR(7001) + NCHAR(7088) + N'-' + NCHAR(7097) + NCHAR(7232) + N'-' + NCHAR(7241) + NCHAR(7248) + N'-' + NCHAR(7257) + NCHAR(42528) + N'-' + NCHAR(42537) + NCHAR(43216) + N'-' + NCHAR(43225) + NCHAR(43264) + N'-' + NCHAR(43273) + NCHAR(43472) + N'-' + NCHAR(43481) + NCHAR(43504) + N'-' + NCHAR(43513) + NCHAR(43600) + N'-' + NCHAR(43609) + NCHAR(44016) + N'-' + NCHAR(44025) + NCHAR(65281) + N'-' + NCHAR(65374) + N']%')) THEN N'look-alikes'
    WHEN NOT t.[kind] = N'identifier' AND (t.[text] LIKE N'%[^ -~]%' AND t.[text] LIKE (N'%[' + NCHAR(65) + N'-' + NCHAR(90) + NCHAR(97) + N'-' + NCHAR(122) + N'][' + NCHAR(913) + N'-' + NCHAR(914) + NCHAR(917) + N'-' + NCHAR(919) + NCHAR(921) + N'-' + NCHAR(922) + NCHAR(924) + N'-' + NCHAR(925) + NCHAR(927) + NCHAR(929) + NCHAR(932) + N'-' + NCHAR(933) + NCHAR(935) + NCHAR(945) + NCHAR(953) + N'-' + NCHAR(954) + NCHAR(957) + NCHAR(959) + NCHAR(961) + NCHAR(964) + N'-' + NCHAR(965) + NCHAR(967) + NCHAR(1029) + N'-' + NCHAR(1030) + NCHAR(1032) + NCHAR(1040) + NCHAR(1042) + NCHAR(1045) + NCHAR(1050) + NCHAR(1052) + N'-' + NCHAR(1054) + NCHAR(1056) + N'-' + NCHAR(1059) + NCHAR(1061) + NCHAR(1072) + NCHAR(1077) + NCHAR(1086) + NCHAR(1088) + N'-' + NCHAR(1089) + NCHAR(1091) + NCHAR(1093) + NCHAR(1109) + N'-' + NCHAR(1110) + NCHAR(1112) + NCHAR(1211) + NCHAR(1281) + NCHAR(1307) + NCHAR(1309) + N']%')) THEN N'look-alikes'
    WHEN NOT t.[kind] = N'identifier' AND (t.[text] LIKE N'%[^ -~]%' AND t.[text] LIKE (N'%[' + NCHAR(913) + N'-' + NCHAR(914) + NCHAR(917) + N'-' + NCHAR(919) + NCHAR(921) + N'-' + NCHAR(922) + NCHAR(924) + N'-' + NCHAR(925) + NCHAR(927) + NCHAR(929) + NCHAR(932) + N'-' + NCHAR(933) + NCHAR(935) + NCHAR(945) + NCHAR(953) + N'-' + NCHAR(954) + NCHAR(957) + NCHAR(959) + NCHAR(961) + NCHAR(964) + N'-' + NCHAR(965) + NCHAR(967) + NCHAR(1029) + N'-' + NCHAR(1030) + NCHAR(1032) + NCHAR(1040) + NCHAR(1042) + NCHAR(1045) + NCHAR(1050) + NCHAR(1052) + N'-' + NCHAR(1054) + NCHAR(1056) + N'-' + NCHAR(1059) + NCHAR(1061) + NCHAR(1072) + NCHAR(1077) + NCHAR(1086) + NCHAR(1088) + N'-' + NCHAR(1089) + NCHAR(1091) + NCHAR(1093) + NCHAR(1109) + N'-' + NCHAR(1110) + NCHAR(1112) + NCHAR(1211) + NCHAR(1281) + NCHAR(1307) + NCHAR(1309) + N'][' + NCHAR(65) + N'-' + NCHAR(90) + NCHAR(97) + N'-' + NCHAR(122) + N']%')) THEN N'look-alikes'
    WHEN LEN(t.[text] + N'|') < LEN(t.[typed] + N'|') OR (t.[kind] = N'identifier' AND t.[typed] + N'|' <> t.[text] + N'|') THEN N'spaces'
    WHEN (t.[item] IN (N'reporting_year', N'person_unique_identifier', N'gp_practice_code', N'event_reference', N'provider_cqc_id') AND NOT t.[text] LIKE (N'%[' + NCHAR(48) + N'-' + NCHAR(57) + N']%')) THEN N'unlike-examples'
  END AS [remark]
INTO cld_odd_cell
FROM (
  SELECT t.[row_number], t.[item], t.[title], t.[kind], t.[typed], LTRIM(RTRIM(t.[text])) AS [text]
  FROM tidied AS t
  WHERE t.[position] = 142
) AS t
OPTION (MAXRECURSION 0);
GO

-- Names of odd characters.
DROP TABLE IF EXISTS cld_odd_character;
GO
SELECT
  n.sign,
  n.name
INTO cld_odd_character
FROM (
  SELECT NCHAR(9) COLLATE Latin1_General_100_BIN2 AS sign, N'a tab (U+0009)' AS name
  UNION ALL SELECT NCHAR(10) COLLATE Latin1_General_100_BIN2 AS sign, N'a line break (U+000A)' AS name
  UNION ALL SELECT NCHAR(13) COLLATE Latin1_General_100_BIN2 AS sign, N'a line break (U+000D)' AS name
  UNION ALL SELECT NCHAR(11) COLLATE Latin1_General_100_BIN2 AS sign, N'a control character (U+000B)' AS name
  UNION ALL SELECT NCHAR(12) COLLATE Latin1_General_100_BIN2 AS sign, N'a control character (U+000C)' AS name
  UNION ALL SELECT NCHAR(133) COLLATE Latin1_General_100_BIN2 AS sign, N'a control character (U+0085)' AS name
  UNION ALL SELECT NCHAR(160) COLLATE Latin1_General_100_BIN2 AS sign, N'a no-break space (U+00A0)' AS name
  UNION ALL SELECT NCHAR(173) COLLATE Latin1_General_100_BIN2 AS sign, N'a soft hyphen (U+00AD)' AS name
  UNION ALL SELECT NCHAR(8194) COLLATE Latin1_General_100_BIN2 AS sign, N'an en space (U+2002)' AS name
  UNION ALL SELECT NCHAR(8195) COLLATE Latin1_General_100_BIN2 AS sign, N'an em space (U+2003)' AS name
  UNION ALL SELECT NCHAR(8201) COLLATE Latin1_General_100_BIN2 AS sign, N'a thin space (U+2009)' AS name
  UNION ALL SELECT NCHAR(8203) COLLATE Latin1_General_100_BIN2 AS sign, N'a zero width space (U+200B)' AS name
  UNION ALL SELECT NCHAR(8204) COLLATE Latin1_General_100_BIN2 AS sign, N'a zero width non-joiner (U+200C)' AS name
  UNION ALL SELECT NCHAR(8205) COLLATE Latin1_General_100_BIN2 AS sign, N'a zero width joiner (U+200D)' AS name
  UNION ALL SELECT NCHAR(8206) COLLATE Latin1_General_100_BIN2 AS sign, N'a left-to-right mark (U+200E)' AS name
  UNION ALL SELECT NCHAR(8207) COLLATE Latin1_General_100_BIN2 AS sign, N'a right-to-left mark (U+200F)' AS name
  UNION ALL SELECT NCHAR(8232) COLLATE Latin1_General_100_BIN2 AS sign, N'a line separator (U+2028)' AS name
  UNION ALL SELECT NCHAR(8234) COLLATE Latin1_General_100_BIN2 AS sign, N'a left-to-right embedding (U+202A)' AS name
  UNION ALL SELECT NCHAR(8236) COLLATE Latin1_General_100_BIN2 AS sign, N'a pop directional formatting (U+202C)' AS name
  UNION ALL SELECT NCHAR(8239) COLLATE Latin1_General_100_BIN2 AS sign, N'a narrow no-break space (U+202F)' AS name
  UNION ALL SELECT NCHAR(8288) COLLATE Latin1_General_100_BIN2 AS sign, N'a word joiner (U+2060)' AS name
  UNION ALL SELECT NCHAR(12288) COLLATE Latin1_General_100_BIN2 AS sign, N'an ideographic space (U+3000)' AS name
  UNION ALL SELECT NCHAR(65279) COLLATE Latin1_General_100_BIN2 AS sign, N'a zero width no-break space (U+FEFF)' AS name
  UNION ALL SELECT NCHAR(65533) COLLATE Latin1_General_100_BIN2 AS sign, N'a replacement character (U+FFFD)' AS name
) AS n;
GO

-- 2. The value of each cell, which is NULL if the cell is unreadable, and the cell as typed. Blank rows are left out.
DROP TABLE IF EXISTS cld_read;
GO
SELECT
  t.[row_number],
  CAST(CASE WHEN t.[la_code] IN (N'716', N'717', N'204', N'908', N'625', N'718', N'406', N'324', N'325', N'304', N'738', N'614', N'209', N'719', N'816', N'909', N'720', N'612', N'305', N'210', N'623', N'702', N'626', N'326', N'327', N'714', N'902', N'407', N'721', N'102', N'117', N'507', N'506', N'912', N'205', N'809', N'408', N'116', N'722', N'214', N'815', N'723', N'620', N'106', N'904', N'703', N'704', N'321', N'705', N'812', N'724', N'725', N'111', N'726', N'415', N'606', N'727', N'728', N'803', N'906', N'706', N'707', N'820', N'215', N'729', N'211', N'315', N'708', N'323', N'212', N'509', N'508', N'709', N'503', N'316', N'611', N'306', N'821', N'730', N'112', N'613', N'107', N'731', N'607', N'216', N'217', N'910', N'108', N'218', N'504', N'104', N'512', N'511', N'307', N'608', N'624', N'913', N'813', N'616', N'732', N'113', N'733', N'308', N'206', N'510', N'309', N'409', N'317', N'207', N'417', N'617', N'410', N'905', N'911', N'109', N'814', N'621', N'710', N'318', N'413', N'310', N'114', N'414', N'609', N'110', N'805', N'734', N'819', N'311', N'418', N'622', N'914', N'711', N'312', N'213', N'411', N'735', N'712', N'322', N'404', N'615', N'807', N'713', N'313', N'817', N'618', N'319', N'619', N'412', N'416', N'219') THEN t.[la_code] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[la_code], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'102' THEN N'102' WHEN N'104' THEN N'104' WHEN N'106' THEN N'106' WHEN N'107' THEN N'107' WHEN N'108' THEN N'108' WHEN N'109' THEN N'109' WHEN N'110' THEN N'110' WHEN N'111' THEN N'111' WHEN N'112' THEN N'112' WHEN N'113' THEN N'113' WHEN N'114' THEN N'114' WHEN N'116' THEN N'116' WHEN N'117' THEN N'117' WHEN N'204' THEN N'204' WHEN N'205' THEN N'205' WHEN N'206' THEN N'206' WHEN N'207' THEN N'207' WHEN N'209' THEN N'209' WHEN N'210' THEN N'210' WHEN N'211' THEN N'211' WHEN N'212' THEN N'212' WHEN N'213' THEN N'213' WHEN N'214' THEN N'214' WHEN N'215' THEN N'215' WHEN N'216' THEN N'216' WHEN N'217' THEN N'217' WHEN N'218' THEN N'218' WHEN N'219' THEN N'219' WHEN N'304' THEN N'304' WHEN N'305' THEN N'305' WHEN N'306' THEN N'306' WHEN N'307' THEN N'307' WHEN N'308' THEN N'308' WHEN N'309' THEN N'309' WHEN N'310' THEN N'310' WHEN N'311' THEN N'311' WHEN N'312' THEN N'312' WHEN N'313' THEN N'313' WHEN N'315' THEN N'315' WHEN N'316' THEN N'316' WHEN N'317' THEN N'317' WHEN N'318' THEN N'318' WHEN N'319' THEN N'319' WHEN N'321' THEN N'321' WHEN N'322' THEN N'322' WHEN N'323' THEN N'323' WHEN N'324' THEN N'324' WHEN N'325' THEN N'325' WHEN N'326' THEN N'326' WHEN N'327' THEN N'327' WHEN N'404' THEN N'404' WHEN N'406' THEN N'406' WHEN N'407' THEN N'407' WHEN N'408' THEN N'408' WHEN N'409' THEN N'409' WHEN N'410' THEN N'410' WHEN N'411' THEN N'411' WHEN N'412' THEN N'412' WHEN N'413' THEN N'413' WHEN N'414' THEN N'414' WHEN N'415' THEN N'415' WHEN N'416' THEN N'416' WHEN N'417' THEN N'417' WHEN N'418' THEN N'418' WHEN N'503' THEN N'503' WHEN N'504' THEN N'504' WHEN N'506' THEN N'506' WHEN N'507' THEN N'507' WHEN N'508' THEN N'508' WHEN N'509' THEN N'509' WHEN N'510' THEN N'510' WHEN N'511' THEN N'511' WHEN N'512' THEN N'512' WHEN N'606' THEN N'606' WHEN N'607' THEN N'607' WHEN N'608' THEN N'608' WHEN N'609' THEN N'609' WHEN N'611' THEN N'611' WHEN N'612' THEN N'612' WHEN N'613' THEN N'613' WHEN N'614' THEN N'614' WHEN N'615' THEN N'615' WHEN N'616' THEN N'616' WHEN N'617' THEN N'617' WHEN N'618' THEN N'618' WHEN N'619' THEN N'619' WHEN N'620' THEN N'620' WHEN N'621' THEN N'621' WHEN N'622' THEN N'622' WHEN N'623' THEN N'623' WHEN N'624' THEN N'624' WHEN N'625' THEN N'625' WHEN N'626' THEN N'626' WHEN N'702' THEN N'702' WHEN N'703' THEN N'703' WHEN N'704' THEN N'704' WHEN N'705' THEN N'705' WHEN N'706' THEN N'706' WHEN N'707' THEN N'707' WHEN N'708' THEN N'708' WHEN N'709' THEN N'709' WHEN N'710' THEN N'710' WHEN N'711' THEN N'711' WHEN N'712' THEN N'712' WHEN N'713' THEN N'713' WHEN N'714' THEN N'714' WHEN N'716' THEN N'716' WHEN N'717' THEN N'717' WHEN N'718' THEN N'718' WHEN N'719' THEN N'719' WHEN N'720' THEN N'720' WHEN N'721' THEN N'721' WHEN N'722' THEN N'722' WHEN N'723' THEN N'723' WHEN N'724' THEN N'724' WHEN N'725' THEN N'725' WHEN N'726' THEN N'726' WHEN N'727' THEN N'727' WHEN N'728' THEN N'728' WHEN N'729' THEN N'729' WHEN N'730' THEN N'730' WHEN N'731' THEN N'731' WHEN N'732' THEN N'732' WHEN N'733' THEN N'733' WHEN N'734' THEN N'734' WHEN N'735' THEN N'735' WHEN N'738' THEN N'738' WHEN N'803' THEN N'803' WHEN N'805' THEN N'805' WHEN N'807' THEN N'807' WHEN N'809' THEN N'809' WHEN N'812' THEN N'812' WHEN N'813' THEN N'813' WHEN N'814' THEN N'814' WHEN N'815' THEN N'815' WHEN N'816' THEN N'816' WHEN N'817' THEN N'817' WHEN N'819' THEN N'819' WHEN N'820' THEN N'820' WHEN N'821' THEN N'821' WHEN N'902' THEN N'902' WHEN N'904' THEN N'904' WHEN N'905' THEN N'905' WHEN N'906' THEN N'906' WHEN N'908' THEN N'908' WHEN N'909' THEN N'909' WHEN N'910' THEN N'910' WHEN N'911' THEN N'911' WHEN N'912' THEN N'912' WHEN N'913' THEN N'913' WHEN N'914' THEN N'914' END END AS nvarchar(3)) COLLATE Latin1_General_100_BIN2 AS [la_code],
  t.[la_code] AS [la_code_as_typed],
  CASE WHEN t.[reporting_year_unreadable] IS NULL THEN t.[reporting_year] END AS [reporting_year],
  t.[reporting_year] AS [reporting_year_as_typed],
  CASE WHEN t.[reporting_period_start_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[reporting_period_start_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[reporting_period_start_date], 103) END AS [reporting_period_start_date],
  t.[reporting_period_start_date] AS [reporting_period_start_date_as_typed],
  CASE WHEN t.[reporting_period_end_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[reporting_period_end_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[reporting_period_end_date], 103) END AS [reporting_period_end_date],
  t.[reporting_period_end_date] AS [reporting_period_end_date_as_typed],
  CAST(CASE WHEN t.[person_unique_identifier_unreadable] IS NULL THEN t.[person_unique_identifier] END AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2 AS [person_unique_identifier],
  t.[person_unique_identifier] AS [person_unique_identifier_as_typed],
  CASE WHEN CASE WHEN (t.[nhs_number] LIKE N'[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]') THEN CASE WHEN (11 - (10 * CAST(SUBSTRING(t.[nhs_number], 1, 1) AS int) + 9 * CAST(SUBSTRING(t.[nhs_number], 2, 1) AS int) + 8 * CAST(SUBSTRING(t.[nhs_number], 3, 1) AS int) + 7 * CAST(SUBSTRING(t.[nhs_number], 4, 1) AS int) + 6 * CAST(SUBSTRING(t.[nhs_number], 5, 1) AS int) + 5 * CAST(SUBSTRING(t.[nhs_number], 6, 1) AS int) + 4 * CAST(SUBSTRING(t.[nhs_number], 7, 1) AS int) + 3 * CAST(SUBSTRING(t.[nhs_number], 8, 1) AS int) + 2 * CAST(SUBSTRING(t.[nhs_number], 9, 1) AS int)) % 11) % 11 = CAST(SUBSTRING(t.[nhs_number], 10, 1) AS int) THEN 1 ELSE 0 END ELSE 0 END = 1 THEN t.[nhs_number] END AS [nhs_number],
  t.[nhs_number] AS [nhs_number_as_typed],
  CASE WHEN t.[first_name_unreadable] IS NULL THEN t.[first_name] END AS [first_name],
  t.[first_name] AS [first_name_as_typed],
  CASE WHEN t.[last_name_unreadable] IS NULL THEN t.[last_name] END AS [last_name],
  t.[last_name] AS [last_name_as_typed],
  CASE WHEN t.[gp_practice_name_unreadable] IS NULL THEN t.[gp_practice_name] END AS [gp_practice_name],
  t.[gp_practice_name] AS [gp_practice_name_as_typed],
  CASE WHEN t.[gp_practice_code_unreadable] IS NULL THEN t.[gp_practice_code] END AS [gp_practice_code],
  t.[gp_practice_code] AS [gp_practice_code_as_typed],
  CAST(CASE WHEN t.[gender] IN (N'Female', N'Male', N'Not known') THEN t.[gender] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[gender], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'female' THEN N'Female' WHEN N'male' THEN N'Male' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' END END AS nvarchar(9)) COLLATE Latin1_General_100_BIN2 AS [gender],
  t.[gender] AS [gender_as_typed],
  CAST(CASE WHEN t.[ethnicity] IN (N'White (English / Welsh / Scottish / Northern Irish / British)', N'White Irish', N'White (Gypsy or Irish Traveller)', N'Any other White background', N'White and Black Caribbean', N'White and Black African', N'White and Asian', N'Any other mixed / multiple ethnic background', N'Indian', N'Pakistani', N'Bangladeshi', N'Chinese', N'Any other Asian background', N'African', N'Caribbean', N'Any other Black / African / Caribbean background', N'Arab', N'Any other ethnic group', N'Refused', N'Undeclared / Not known') THEN t.[ethnicity] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[ethnicity], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'african' THEN N'African' WHEN N'any other asian background' THEN N'Any other Asian background' WHEN N'any other black / african / caribbean background' THEN N'Any other Black / African / Caribbean background' WHEN N'any other ethnic group' THEN N'Any other ethnic group' WHEN N'any other mixed / multiple ethnic background' THEN N'Any other mixed / multiple ethnic background' WHEN N'any other white background' THEN N'Any other White background' WHEN N'arab' THEN N'Arab' WHEN N'bangladeshi' THEN N'Bangladeshi' WHEN N'caribbean' THEN N'Caribbean' WHEN N'chinese' THEN N'Chinese' WHEN N'indian' THEN N'Indian' WHEN N'pakistani' THEN N'Pakistani' WHEN N'refused' THEN N'Refused' WHEN N'undeclared / not known' THEN N'Undeclared / Not known' WHEN N'white (english / welsh / scottish / northern irish / british)' THEN N'White (English / Welsh / Scottish / Northern Irish / British)' WHEN N'white (gypsy or irish traveller)' THEN N'White (Gypsy or Irish Traveller)' WHEN N'white and asian' THEN N'White and Asian' WHEN N'white and black african' THEN N'White and Black African' WHEN N'white and black caribbean' THEN N'White and Black Caribbean' WHEN N'white irish' THEN N'White Irish' END END AS nvarchar(61)) COLLATE Latin1_General_100_BIN2 AS [ethnicity],
  t.[ethnicity] AS [ethnicity_as_typed],
  CASE WHEN t.[date_of_birth] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[date_of_birth], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[date_of_birth], 103) END AS [date_of_birth],
  t.[date_of_birth] AS [date_of_birth_as_typed],
  CASE WHEN t.[date_of_death] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[date_of_death], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[date_of_death], 103) END AS [date_of_death],
  t.[date_of_death] AS [date_of_death_as_typed],
  CAST(CASE WHEN t.[primary_support_reason] IN (N'Physical Support: Access & mobility only', N'Physical Support: Personal care support', N'Sensory Support: Support for visual impairment', N'Sensory Support: Support for hearing impairment', N'Sensory Support: Support for dual impairment', N'Support with Memory & Cognition', N'Learning Disability Support', N'Mental Health Support', N'Social Support: Substance misuse support', N'Social Support: Asylum seeker support', N'Social Support: Support for Social Isolation/Other', N'PSR Not Known') THEN t.[primary_support_reason] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[primary_support_reason], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'learning disability support' THEN N'Learning Disability Support' WHEN N'mental health support' THEN N'Mental Health Support' WHEN N'physical support: access & mobility only' THEN N'Physical Support: Access & mobility only' WHEN N'physical support: personal care support' THEN N'Physical Support: Personal care support' WHEN N'psr not known' THEN N'PSR Not Known' WHEN N'sensory support: support for dual impairment' THEN N'Sensory Support: Support for dual impairment' WHEN N'sensory support: support for hearing impairment' THEN N'Sensory Support: Support for hearing impairment' WHEN N'sensory support: support for visual impairment' THEN N'Sensory Support: Support for visual impairment' WHEN N'social support: asylum seeker support' THEN N'Social Support: Asylum seeker support' WHEN N'social support: substance misuse support' THEN N'Social Support: Substance misuse support' WHEN N'social support: support for social isolation/other' THEN N'Social Support: Support for Social Isolation/Other' WHEN N'support with memory & cognition' THEN N'Support with Memory & Cognition' END END AS nvarchar(50)) COLLATE Latin1_General_100_BIN2 AS [primary_support_reason],
  t.[primary_support_reason] AS [primary_support_reason_as_typed],
  CASE WHEN (t.[postcode] LIKE N'[A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]') THEN t.[postcode] END AS [postcode],
  t.[postcode] AS [postcode_as_typed],
  CAST(CASE WHEN t.[accommodation_status] IN (N'Owner occupier or shared ownership scheme', N'Tenant', N'Tenant - private landlord', N'Settled mainstream housing with family / friends', N'Supported accommodation / supported lodgings / supported group home', N'Shared Lives scheme', N'Approved premises for offenders released from prison or under probation supervision', N'Sheltered housing / extra care housing / other sheltered housing', N'Mobile accommodation for Gypsy / Roma and Traveller communities', N'Rough sleeper / squatting', N'Night shelter / emergency hostel / direct access hostel', N'Refuge', N'Placed in temporary accommodation by the council (inc. homelessness resettlement)', N'Staying with family / friends as a short-term guest', N'Acute / long-term healthcare residential facility or hospital', N'Registered care home', N'Registered nursing home', N'Prison / Young offenders institution / detention centre', N'Other temporary accommodation', N'Unknown') THEN t.[accommodation_status] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[accommodation_status], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'acute / long-term healthcare residential facility or hospital' THEN N'Acute / long-term healthcare residential facility or hospital' WHEN N'approved premises for offenders released from prison or under probation supervision' THEN N'Approved premises for offenders released from prison or under probation supervision' WHEN N'mobile accommodation for gypsy / roma and traveller communities' THEN N'Mobile accommodation for Gypsy / Roma and Traveller communities' WHEN N'night shelter / emergency hostel / direct access hostel' THEN N'Night shelter / emergency hostel / direct access hostel' WHEN N'other temporary accommodation' THEN N'Other temporary accommodation' WHEN N'owner occupier or shared ownership scheme' THEN N'Owner occupier or shared ownership scheme' WHEN N'placed in temporary accommodation by the council (inc. homelessness resettlement)' THEN N'Placed in temporary accommodation by the council (inc. homelessness resettlement)' WHEN N'prison / young offenders institution / detention centre' THEN N'Prison / Young offenders institution / detention centre' WHEN N'refuge' THEN N'Refuge' WHEN N'registered care home' THEN N'Registered care home' WHEN N'registered nursing home' THEN N'Registered nursing home' WHEN N'residential care home' THEN N'Registered care home' WHEN N'rough sleeper / squatting' THEN N'Rough sleeper / squatting' WHEN N'settled mainstream housing with family / friends' THEN N'Settled mainstream housing with family / friends' WHEN N'shared lives scheme' THEN N'Shared Lives scheme' WHEN N'sheltered housing / extra care housing / other sheltered housing' THEN N'Sheltered housing / extra care housing / other sheltered housing' WHEN N'staying with family / friends as a short-term guest' THEN N'Staying with family / friends as a short-term guest' WHEN N'supported accommodation / supported lodgings / supported group home' THEN N'Supported accommodation / supported lodgings / supported group home' WHEN N'tenant' THEN N'Tenant' WHEN N'tenant - private landlord' THEN N'Tenant - private landlord' WHEN N'unknown' THEN N'Unknown' END END AS nvarchar(83)) COLLATE Latin1_General_100_BIN2 AS [accommodation_status],
  t.[accommodation_status] AS [accommodation_status_as_typed],
  CAST(CASE WHEN t.[employment_status] IN (N'Paid: Less than 16 hours a week', N'Paid: 16 or more hours a week', N'Not in Paid Employment (seeking work)', N'Not in Paid Employment (not actively seeking work / retired)', N'Not in Paid Employment (voluntary work only)', N'Unknown') THEN t.[employment_status] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[employment_status], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'not in employment - voluntary work only' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'not in paid employment (not actively seeking work / retired)' THEN N'Not in Paid Employment (not actively seeking work / retired)' WHEN N'not in paid employment (seeking work)' THEN N'Not in Paid Employment (seeking work)' WHEN N'not in paid employment (voluntary work only)' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'not in paid employment (voluntary work only)**new**' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'paid: 16 or more hours a week' THEN N'Paid: 16 or more hours a week' WHEN N'paid: less than 16 hours a week' THEN N'Paid: Less than 16 hours a week' WHEN N'unknown' THEN N'Unknown' END END AS nvarchar(60)) COLLATE Latin1_General_100_BIN2 AS [employment_status],
  t.[employment_status] AS [employment_status_as_typed],
  CAST(CASE WHEN t.[has_informal_carer] IN (N'Yes', N'No', N'Not known') THEN t.[has_informal_carer] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[has_informal_carer], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS nvarchar(9)) COLLATE Latin1_General_100_BIN2 AS [has_informal_carer],
  t.[has_informal_carer] AS [has_informal_carer_as_typed],
  CAST(CASE WHEN t.[autism_spectrum_disorder] IN (N'Yes', N'No', N'Not known') THEN t.[autism_spectrum_disorder] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[autism_spectrum_disorder], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS nvarchar(9)) COLLATE Latin1_General_100_BIN2 AS [autism_spectrum_disorder],
  t.[autism_spectrum_disorder] AS [autism_spectrum_disorder_as_typed],
  CAST(CASE WHEN t.[visual_impairment] IN (N'Blind/severely sight impaired', N'Partial sight/sight impaired', N'No visual impairment', N'Unknown') THEN t.[visual_impairment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[visual_impairment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'blind/severely sight impaired' THEN N'Blind/severely sight impaired' WHEN N'no visual impairment' THEN N'No visual impairment' WHEN N'partial sight/sight impaired' THEN N'Partial sight/sight impaired' WHEN N'unknown' THEN N'Unknown' END END AS nvarchar(29)) COLLATE Latin1_General_100_BIN2 AS [visual_impairment],
  t.[visual_impairment] AS [visual_impairment_as_typed],
  CAST(CASE WHEN t.[hearing_impairment] IN (N'Deaf with speech', N'Deaf without speech', N'Hard of hearing', N'No hearing impairment', N'Unknown') THEN t.[hearing_impairment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[hearing_impairment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'deaf with speech' THEN N'Deaf with speech' WHEN N'deaf without speech' THEN N'Deaf without speech' WHEN N'hard of hearing' THEN N'Hard of hearing' WHEN N'no hearing impairment' THEN N'No hearing impairment' WHEN N'people who are deaf with speech' THEN N'Deaf with speech' WHEN N'people who are deaf without speech' THEN N'Deaf without speech' WHEN N'people who are hard of hearing' THEN N'Hard of hearing' WHEN N'unknown' THEN N'Unknown' END END AS nvarchar(21)) COLLATE Latin1_General_100_BIN2 AS [hearing_impairment],
  t.[hearing_impairment] AS [hearing_impairment_as_typed],
  CAST(CASE WHEN t.[dementia] IN (N'Yes', N'No', N'Not known') THEN t.[dementia] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[dementia], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS nvarchar(9)) COLLATE Latin1_General_100_BIN2 AS [dementia],
  t.[dementia] AS [dementia_as_typed],
  CAST(CASE WHEN t.[event_type] IN (N'Request', N'Assessment', N'Service', N'Review') THEN t.[event_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[event_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'assessment' THEN N'Assessment' WHEN N'assessments' THEN N'Assessment' WHEN N'assmt' THEN N'Assessment' WHEN N'request' THEN N'Request' WHEN N'requests' THEN N'Request' WHEN N'review' THEN N'Review' WHEN N'reviews' THEN N'Review' WHEN N'service' THEN N'Service' WHEN N'services' THEN N'Service' END END AS nvarchar(10)) COLLATE Latin1_General_100_BIN2 AS [event_type],
  t.[event_type] AS [event_type_as_typed],
  CAST(CASE WHEN t.[event_reference_unreadable] IS NULL THEN t.[event_reference] END AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2 AS [event_reference],
  t.[event_reference] AS [event_reference_as_typed],
  CASE WHEN t.[event_start_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[event_start_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[event_start_date], 103) END AS [event_start_date],
  t.[event_start_date] AS [event_start_date_as_typed],
  CASE WHEN t.[event_end_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[event_end_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[event_end_date], 103) END AS [event_end_date],
  t.[event_end_date] AS [event_end_date_as_typed],
  CASE WHEN t.[event_description_unreadable] IS NULL THEN t.[event_description] END AS [event_description],
  t.[event_description] AS [event_description_as_typed],
  CAST(CASE WHEN t.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Admitted to hospital', N'Progress to Re-assessment', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'No change in package', N'Service ended as planned', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Information & Advice / Signposting only', N'NFA - Deceased', N'NFA - No services offered: Other reason', N'NFA - Support ended: Other reason') THEN t.[event_outcome] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[event_outcome], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'admitted to hospital' THEN N'Admitted to hospital' WHEN N'nfa - 100% nhs funded care' THEN N'NFA - 100% NHS funded care' WHEN N'nfa - 100% nhs-funded care' THEN N'NFA - 100% NHS funded care' WHEN N'nfa - deceased' THEN N'NFA - Deceased' WHEN N'nfa - information & advice / signposting only' THEN N'NFA - Information & Advice / Signposting only' WHEN N'nfa - moved to another la' THEN N'NFA - Moved to another LA' WHEN N'nfa - no services offered - other reason' THEN N'NFA - No services offered: Other reason' WHEN N'nfa - no services offered: other reason' THEN N'NFA - No services offered: Other reason' WHEN N'nfa - self-funded client' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - self-funded client (inc 12wk disregard)' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - self-funded client (inc. 12wk disregard)' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - support declined' THEN N'NFA - Support declined' WHEN N'nfa - support ended – other reason' THEN N'NFA - Support ended: Other reason' WHEN N'nfa - support ended: other reason' THEN N'NFA - Support ended: Other reason' WHEN N'no change in package' THEN N'No change in package' WHEN N'progress to assessment / unplanned review' THEN N'Progress to Assessment / Unplanned Review' WHEN N'progress to end of life care' THEN N'Progress to End of Life Care' WHEN N'progress to re-assessment' THEN N'Progress to Re-assessment' WHEN N'progress to reablement / st-max' THEN N'Progress to Reablement/ST-Max' WHEN N'progress to reablement/st-max' THEN N'Progress to Reablement/ST-Max' WHEN N'progress to support planning / services' THEN N'Progress to Support Planning / Services' WHEN N'progress to support planning / services*' THEN N'Progress to Support Planning / Services' WHEN N'service ended as planned' THEN N'Service ended as planned' END END AS nvarchar(45)) COLLATE Latin1_General_100_BIN2 AS [event_outcome],
  t.[event_outcome] AS [event_outcome_as_typed],
  CAST(CASE WHEN t.[route_of_access] IN (N'Planned Entry (Transition)', N'Discharge from Hospital', N'Diversion from Hospital Services', N'Community / Other route', N'Prison', N'Self-Funder with depleted funds', N'Self-Funder with depleted funds - 12-wk disregard or DPA', N'Discharge from Reablement') THEN t.[route_of_access] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[route_of_access], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community / other route' THEN N'Community / Other route' WHEN N'discharge from hospital' THEN N'Discharge from Hospital' WHEN N'discharge from reablement' THEN N'Discharge from Reablement' WHEN N'discharge from reablement ** new (voluntary)**' THEN N'Discharge from Reablement' WHEN N'discharge from reablement **new**' THEN N'Discharge from Reablement' WHEN N'diversion from hospital services' THEN N'Diversion from Hospital Services' WHEN N'planned entry (transition)' THEN N'Planned Entry (Transition)' WHEN N'prison' THEN N'Prison' WHEN N'self-funder with depleted funds' THEN N'Self-Funder with depleted funds' WHEN N'self-funder with depleted funds - 12-wk disregard or dpa' THEN N'Self-Funder with depleted funds - 12-wk disregard or DPA' END END AS nvarchar(56)) COLLATE Latin1_General_100_BIN2 AS [route_of_access],
  t.[route_of_access] AS [route_of_access_as_typed],
  CAST(CASE WHEN t.[assessment_type] IN (N'Short Term Assessment', N'Long Term Assessment', N'Transitions Assessment') THEN t.[assessment_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[assessment_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'long term assessment' THEN N'Long Term Assessment' WHEN N'long term support assessment' THEN N'Long Term Assessment' WHEN N'short term assessment' THEN N'Short Term Assessment' WHEN N'short term support assessment' THEN N'Short Term Assessment' WHEN N'transitions assessment' THEN N'Transitions Assessment' END END AS nvarchar(22)) COLLATE Latin1_General_100_BIN2 AS [assessment_type],
  t.[assessment_type] AS [assessment_type_as_typed],
  CAST(CASE WHEN t.[eligible_needs_identified] IN (N'Eligible needs identified', N'Non-eligible needs identified', N'No needs identified', N'Not applicable') THEN t.[eligible_needs_identified] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[eligible_needs_identified], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'eligible needs identified' THEN N'Eligible needs identified' WHEN N'no needs identified' THEN N'No needs identified' WHEN N'non-eligible needs identified' THEN N'Non-eligible needs identified' WHEN N'not applicable' THEN N'Not applicable' END END AS nvarchar(29)) COLLATE Latin1_General_100_BIN2 AS [eligible_needs_identified],
  t.[eligible_needs_identified] AS [eligible_needs_identified_as_typed],
  CAST(CASE WHEN t.[informal_carer_involved_in_assessment] IN (N'Yes', N'No', N'Don''t know') THEN t.[informal_carer_involved_in_assessment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[informal_carer_involved_in_assessment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Don''t know' WHEN N'no' THEN N'No' WHEN N'yes' THEN N'Yes' END END AS nvarchar(10)) COLLATE Latin1_General_100_BIN2 AS [informal_carer_involved_in_assessment],
  t.[informal_carer_involved_in_assessment] AS [informal_carer_involved_in_assessment_as_typed],
  CAST(CASE WHEN t.[service_type] IN (N'Short Term Support: ST-Max', N'Short Term Support: Ongoing Low Level', N'Short Term Support: Other Short Term', N'Long Term Support: Nursing Care', N'Long Term Support: Residential Care', N'Long Term Support: Community') THEN t.[service_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[service_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community' THEN N'Long Term Support: Community' WHEN N'long term support: community' THEN N'Long Term Support: Community' WHEN N'long term support: nursing care' THEN N'Long Term Support: Nursing Care' WHEN N'long term support: residential care' THEN N'Long Term Support: Residential Care' WHEN N'short term support: ongoing low level' THEN N'Short Term Support: Ongoing Low Level' WHEN N'short term support: other short term' THEN N'Short Term Support: Other Short Term' WHEN N'short term support: st-max' THEN N'Short Term Support: ST-Max' END END AS nvarchar(37)) COLLATE Latin1_General_100_BIN2 AS [service_type],
  t.[service_type] AS [service_type_as_typed],
  CAST(CASE WHEN t.[service_component] IN (N'Reablement', N'Short Term Nursing Care', N'Short Term Residential Care', N'Long Term Nursing Care', N'Long Term Residential Care', N'Home Support', N'Day Support', N'Meals', N'Transport', N'Equipment', N'Direct Payment', N'Shared Lives', N'Community Supported Living', N'Professional Support', N'Learning/Education/Employment Support', N'End of Life Care', N'Emergency Support', N'Other Short Term Support', N'Other Long Term Support') THEN t.[service_component] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[service_component], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community supported living' THEN N'Community Supported Living' WHEN N'day care' THEN N'Day Support' WHEN N'day support' THEN N'Day Support' WHEN N'direct payment' THEN N'Direct Payment' WHEN N'direct payments' THEN N'Direct Payment' WHEN N'emergency support' THEN N'Emergency Support' WHEN N'end of life care' THEN N'End of Life Care' WHEN N'equipment' THEN N'Equipment' WHEN N'home care' THEN N'Home Support' WHEN N'home support' THEN N'Home Support' WHEN N'learning/education/employment support' THEN N'Learning/Education/Employment Support' WHEN N'long term nursing care' THEN N'Long Term Nursing Care' WHEN N'long term residential care' THEN N'Long Term Residential Care' WHEN N'meals' THEN N'Meals' WHEN N'other long term community support' THEN N'Other Long Term Support' WHEN N'other long term support' THEN N'Other Long Term Support' WHEN N'other short term support' THEN N'Other Short Term Support' WHEN N'professional support' THEN N'Professional Support' WHEN N'reablement' THEN N'Reablement' WHEN N'shared lives' THEN N'Shared Lives' WHEN N'short term nursing care' THEN N'Short Term Nursing Care' WHEN N'short term residential care' THEN N'Short Term Residential Care' WHEN N'transport' THEN N'Transport' END END AS nvarchar(37)) COLLATE Latin1_General_100_BIN2 AS [service_component],
  t.[service_component] AS [service_component_as_typed],
  CAST(CASE WHEN t.[delivery_mechanism] IN (N'Community: Direct Payment', N'Community: CASSR Managed Personal Budget', N'Community: CASSR Commissioned Support', N'Prison: CASSR Managed Personal Budget', N'Prison: CASSR Commissioned Support') THEN t.[delivery_mechanism] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[delivery_mechanism], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community: cassr commissioned support' THEN N'Community: CASSR Commissioned Support' WHEN N'community: cassr managed personal budget' THEN N'Community: CASSR Managed Personal Budget' WHEN N'community: direct payment' THEN N'Community: Direct Payment' WHEN N'prison: cassr commissioned support' THEN N'Prison: CASSR Commissioned Support' WHEN N'prison: cassr managed personal budget' THEN N'Prison: CASSR Managed Personal Budget' END END AS nvarchar(40)) COLLATE Latin1_General_100_BIN2 AS [delivery_mechanism],
  t.[delivery_mechanism] AS [delivery_mechanism_as_typed],
  CASE WHEN t.[provider_location_name_unreadable] IS NULL THEN t.[provider_location_name] END AS [provider_location_name],
  t.[provider_location_name] AS [provider_location_name_as_typed],
  CASE WHEN t.[provider_cqc_id_unreadable] IS NULL THEN t.[provider_cqc_id] END AS [provider_cqc_id],
  t.[provider_cqc_id] AS [provider_cqc_id_as_typed],
  CAST(CASE WHEN t.[review_reason] IN (N'Planned', N'Unplanned - Hospital (Planned and unplanned episodes)', N'Unplanned - Carer related', N'Unplanned - Safeguarding concern', N'Unplanned - Other Reason', N'Unplanned - Provider Failure', N'Unplanned - Change in Commissioning arrangements') THEN t.[review_reason] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[review_reason], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'planned' THEN N'Planned' WHEN N'unplanned - carer related' THEN N'Unplanned - Carer related' WHEN N'unplanned - change in commissioning arrangements' THEN N'Unplanned - Change in Commissioning arrangements' WHEN N'unplanned - hospital (planned and unplanned episodes)' THEN N'Unplanned - Hospital (Planned and unplanned episodes)' WHEN N'unplanned - other reason' THEN N'Unplanned - Other Reason' WHEN N'unplanned - provider failure' THEN N'Unplanned - Provider Failure' WHEN N'unplanned - safeguarding concern' THEN N'Unplanned - Safeguarding concern' END END AS nvarchar(53)) COLLATE Latin1_General_100_BIN2 AS [review_reason],
  t.[review_reason] AS [review_reason_as_typed],
  CAST(CASE WHEN t.[review_outcomes_achieved] IN (N'Fully Met', N'Partially Met', N'Not Met') THEN t.[review_outcomes_achieved] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[review_outcomes_achieved], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'fully met' THEN N'Fully Met' WHEN N'not met' THEN N'Not Met' WHEN N'partially met' THEN N'Partially Met' END END AS nvarchar(13)) COLLATE Latin1_General_100_BIN2 AS [review_outcomes_achieved],
  t.[review_outcomes_achieved] AS [review_outcomes_achieved_as_typed],
  CASE WHEN t.[unit_cost] LIKE N'%[0-9]' AND NOT t.[unit_cost] LIKE N'%[^0-9.-]%' AND NOT t.[unit_cost] LIKE N'_%-%' AND NOT t.[unit_cost] LIKE N'%.%.%' AND NOT t.[unit_cost] LIKE N'.%' AND NOT t.[unit_cost] LIKE N'-.%' AND NOT t.[unit_cost] LIKE N'%.[0-9][0-9][0-9]%' AND CHARINDEX(N'.', t.[unit_cost] + N'.') - CASE WHEN t.[unit_cost] LIKE N'-%' THEN 2 ELSE 1 END <= 10 THEN TRY_CONVERT(decimal(12, 2), t.[unit_cost]) END AS [unit_cost],
  t.[unit_cost] AS [unit_cost_as_typed],
  CAST(CASE WHEN t.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily', N'Weekly', N'Fortnightly', N'4-weekly', N'Monthly', N'Quarterly', N'Annually', N'One-off') THEN t.[cost_frequency] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[cost_frequency], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'4-weekly' THEN N'4-weekly' WHEN N'annually' THEN N'Annually' WHEN N'daily' THEN N'Daily' WHEN N'fortnightly' THEN N'Fortnightly' WHEN N'hourly' THEN N'Hourly' WHEN N'monthly' THEN N'Monthly' WHEN N'one-off' THEN N'One-off' WHEN N'one-off payment' THEN N'One-off' WHEN N'per session' THEN N'Per Session' WHEN N'quarterly' THEN N'Quarterly' WHEN N'weekly' THEN N'Weekly' END END AS nvarchar(11)) COLLATE Latin1_General_100_BIN2 AS [cost_frequency],
  t.[cost_frequency] AS [cost_frequency_as_typed],
  CASE WHEN t.[planned_units_per_week] LIKE N'%[0-9]' AND NOT t.[planned_units_per_week] LIKE N'%[^0-9.-]%' AND NOT t.[planned_units_per_week] LIKE N'_%-%' AND NOT t.[planned_units_per_week] LIKE N'%.%.%' AND NOT t.[planned_units_per_week] LIKE N'.%' AND NOT t.[planned_units_per_week] LIKE N'-.%' AND NOT t.[planned_units_per_week] LIKE N'%.[0-9][0-9][0-9]%' AND CHARINDEX(N'.', t.[planned_units_per_week] + N'.') - CASE WHEN t.[planned_units_per_week] LIKE N'-%' THEN 2 ELSE 1 END <= 10 THEN TRY_CONVERT(decimal(12, 2), t.[planned_units_per_week]) END AS [planned_units_per_week],
  t.[planned_units_per_week] AS [planned_units_per_week_as_typed],
  CAST(CASE WHEN t.[full_cost_client] IN (N'Yes', N'No') THEN t.[full_cost_client] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[full_cost_client], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'no' THEN N'No' WHEN N'yes' THEN N'Yes' END END AS nvarchar(3)) COLLATE Latin1_General_100_BIN2 AS [full_cost_client],
  t.[full_cost_client] AS [full_cost_client_as_typed]
INTO cld_read
FROM (
  SELECT
    s.[row_number] - (SELECT MIN([row_number]) FROM cld_staging) + 2 AS [row_number],
    NULLIF(COALESCE(c.[la_code], s.[la_code]), N'') AS [la_code],
    NULLIF(COALESCE(c.[reporting_year], s.[reporting_year]), N'') AS [reporting_year],
    c.[reporting_year_unreadable],
    NULLIF(COALESCE(c.[reporting_period_start_date], s.[reporting_period_start_date]), N'') AS [reporting_period_start_date],
    NULLIF(COALESCE(c.[reporting_period_end_date], s.[reporting_period_end_date]), N'') AS [reporting_period_end_date],
    NULLIF(COALESCE(c.[person_unique_identifier], s.[person_unique_identifier]), N'') AS [person_unique_identifier],
    c.[person_unique_identifier_unreadable],
    NULLIF(COALESCE(c.[nhs_number], s.[nhs_number]), N'') AS [nhs_number],
    NULLIF(COALESCE(c.[first_name], s.[first_name]), N'') AS [first_name],
    c.[first_name_unreadable],
    NULLIF(COALESCE(c.[last_name], s.[last_name]), N'') AS [last_name],
    c.[last_name_unreadable],
    NULLIF(COALESCE(c.[gp_practice_name], s.[gp_practice_name]), N'') AS [gp_practice_name],
    c.[gp_practice_name_unreadable],
    NULLIF(COALESCE(c.[gp_practice_code], s.[gp_practice_code]), N'') AS [gp_practice_code],
    c.[gp_practice_code_unreadable],
    NULLIF(COALESCE(c.[gender], s.[gender]), N'') AS [gender],
    NULLIF(COALESCE(c.[ethnicity], s.[ethnicity]), N'') AS [ethnicity],
    NULLIF(COALESCE(c.[date_of_birth], s.[date_of_birth]), N'') AS [date_of_birth],
    NULLIF(COALESCE(c.[date_of_death], s.[date_of_death]), N'') AS [date_of_death],
    NULLIF(COALESCE(c.[primary_support_reason], s.[primary_support_reason]), N'') AS [primary_support_reason],
    NULLIF(COALESCE(c.[postcode], s.[postcode]), N'') AS [postcode],
    NULLIF(COALESCE(c.[accommodation_status], s.[accommodation_status]), N'') AS [accommodation_status],
    NULLIF(COALESCE(c.[employment_status], s.[employment_status]), N'') AS [employment_status],
    NULLIF(COALESCE(c.[has_informal_carer], s.[has_informal_carer]), N'') AS [has_informal_carer],
    NULLIF(COALESCE(c.[autism_spectrum_disorder], s.[autism_spectrum_disorder]), N'') AS [autism_spectrum_disorder],
    NULLIF(COALESCE(c.[visual_impairment], s.[visual_impairment]), N'') AS [visual_impairment],
    NULLIF(COALESCE(c.[hearing_impairment], s.[hearing_impairment]), N'') AS [hearing_impairment],
    NULLIF(COALESCE(c.[dementia], s.[dementia]), N'') AS [dementia],
    NULLIF(COALESCE(c.[event_type], s.[event_type]), N'') AS [event_type],
    NULLIF(COALESCE(c.[event_reference], s.[event_reference]), N'') AS [event_reference],
    c.[event_reference_unreadable],
    NULLIF(COALESCE(c.[event_start_date], s.[event_start_date]), N'') AS [event_start_date],
    NULLIF(COALESCE(c.[event_end_date], s.[event_end_date]), N'') AS [event_end_date],
    NULLIF(COALESCE(c.[event_description], s.[event_description]), N'') AS [event_description],
    c.[event_description_unreadable],
    NULLIF(COALESCE(c.[event_outcome], s.[event_outcome]), N'') AS [event_outcome],
    NULLIF(COALESCE(c.[route_of_access], s.[route_of_access]), N'') AS [route_of_access],
    NULLIF(COALESCE(c.[assessment_type], s.[assessment_type]), N'') AS [assessment_type],
    NULLIF(COALESCE(c.[eligible_needs_identified], s.[eligible_needs_identified]), N'') AS [eligible_needs_identified],
    NULLIF(COALESCE(c.[informal_carer_involved_in_assessment], s.[informal_carer_involved_in_assessment]), N'') AS [informal_carer_involved_in_assessment],
    NULLIF(COALESCE(c.[service_type], s.[service_type]), N'') AS [service_type],
    NULLIF(COALESCE(c.[service_component], s.[service_component]), N'') AS [service_component],
    NULLIF(COALESCE(c.[delivery_mechanism], s.[delivery_mechanism]), N'') AS [delivery_mechanism],
    NULLIF(COALESCE(c.[provider_location_name], s.[provider_location_name]), N'') AS [provider_location_name],
    c.[provider_location_name_unreadable],
    NULLIF(COALESCE(c.[provider_cqc_id], s.[provider_cqc_id]), N'') AS [provider_cqc_id],
    c.[provider_cqc_id_unreadable],
    NULLIF(COALESCE(c.[review_reason], s.[review_reason]), N'') AS [review_reason],
    NULLIF(COALESCE(c.[review_outcomes_achieved], s.[review_outcomes_achieved]), N'') AS [review_outcomes_achieved],
    NULLIF(COALESCE(c.[unit_cost], s.[unit_cost]), N'') AS [unit_cost],
    NULLIF(COALESCE(c.[cost_frequency], s.[cost_frequency]), N'') AS [cost_frequency],
    NULLIF(COALESCE(c.[planned_units_per_week], s.[planned_units_per_week]), N'') AS [planned_units_per_week],
    NULLIF(COALESCE(c.[full_cost_client], s.[full_cost_client]), N'') AS [full_cost_client]
  FROM cld_staging AS s
  LEFT JOIN (
    SELECT
      c.[row_number],
      MAX(CASE WHEN c.[item] = N'la_code' THEN c.[text] END) AS [la_code],
      MAX(CASE WHEN c.[item] = N'reporting_year' THEN c.[text] END) AS [reporting_year],
      MAX(CASE WHEN c.[item] = N'reporting_year' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [reporting_year_unreadable],
      MAX(CASE WHEN c.[item] = N'reporting_period_start_date' THEN c.[text] END) AS [reporting_period_start_date],
      MAX(CASE WHEN c.[item] = N'reporting_period_end_date' THEN c.[text] END) AS [reporting_period_end_date],
      MAX(CASE WHEN c.[item] = N'person_unique_identifier' THEN c.[text] END) AS [person_unique_identifier],
      MAX(CASE WHEN c.[item] = N'person_unique_identifier' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [person_unique_identifier_unreadable],
      MAX(CASE WHEN c.[item] = N'nhs_number' THEN c.[text] END) AS [nhs_number],
      MAX(CASE WHEN c.[item] = N'first_name' THEN c.[text] END) AS [first_name],
      MAX(CASE WHEN c.[item] = N'first_name' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [first_name_unreadable],
      MAX(CASE WHEN c.[item] = N'last_name' THEN c.[text] END) AS [last_name],
      MAX(CASE WHEN c.[item] = N'last_name' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [last_name_unreadable],
      MAX(CASE WHEN c.[item] = N'gp_practice_name' THEN c.[text] END) AS [gp_practice_name],
      MAX(CASE WHEN c.[item] = N'gp_practice_name' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [gp_practice_name_unreadable],
      MAX(CASE WHEN c.[item] = N'gp_practice_code' THEN c.[text] END) AS [gp_practice_code],
      MAX(CASE WHEN c.[item] = N'gp_practice_code' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [gp_practice_code_unreadable],
      MAX(CASE WHEN c.[item] = N'gender' THEN c.[text] END) AS [gender],
      MAX(CASE WHEN c.[item] = N'ethnicity' THEN c.[text] END) AS [ethnicity],
      MAX(CASE WHEN c.[item] = N'date_of_birth' THEN c.[text] END) AS [date_of_birth],
      MAX(CASE WHEN c.[item] = N'date_of_death' THEN c.[text] END) AS [date_of_death],
      MAX(CASE WHEN c.[item] = N'primary_support_reason' THEN c.[text] END) AS [primary_support_reason],
      MAX(CASE WHEN c.[item] = N'postcode' THEN c.[text] END) AS [postcode],
      MAX(CASE WHEN c.[item] = N'accommodation_status' THEN c.[text] END) AS [accommodation_status],
      MAX(CASE WHEN c.[item] = N'employment_status' THEN c.[text] END) AS [employment_status],
      MAX(CASE WHEN c.[item] = N'has_informal_carer' THEN c.[text] END) AS [has_informal_carer],
      MAX(CASE WHEN c.[item] = N'autism_spectrum_disorder' THEN c.[text] END) AS [autism_spectrum_disorder],
      MAX(CASE WHEN c.[item] = N'visual_impairment' THEN c.[text] END) AS [visual_impairment],
      MAX(CASE WHEN c.[item] = N'hearing_impairment' THEN c.[text] END) AS [hearing_impairment],
      MAX(CASE WHEN c.[item] = N'dementia' THEN c.[text] END) AS [dementia],
      MAX(CASE WHEN c.[item] = N'event_type' THEN c.[text] END) AS [event_type],
      MAX(CASE WHEN c.[item] = N'event_reference' THEN c.[text] END) AS [event_reference],
      MAX(CASE WHEN c.[item] = N'event_reference' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [event_reference_unreadable],
      MAX(CASE WHEN c.[item] = N'event_start_date' THEN c.[text] END) AS [event_start_date],
      MAX(CASE WHEN c.[item] = N'event_end_date' THEN c.[text] END) AS [event_end_date],
      MAX(CASE WHEN c.[item] = N'event_description' THEN c.[text] END) AS [event_description],
      MAX(CASE WHEN c.[item] = N'event_description' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [event_description_unreadable],
      MAX(CASE WHEN c.[item] = N'event_outcome' THEN c.[text] END) AS [event_outcome],
      MAX(CASE WHEN c.[item] = N'route_of_access' THEN c.[text] END) AS [route_of_access],
      MAX(CASE WHEN c.[item] = N'assessment_type' THEN c.[text] END) AS [assessment_type],
      MAX(CASE WHEN c.[item] = N'eligible_needs_identified' THEN c.[text] END) AS [eligible_needs_identified],
      MAX(CASE WHEN c.[item] = N'informal_carer_involved_in_assessment' THEN c.[text] END) AS [informal_carer_involved_in_assessment],
      MAX(CASE WHEN c.[item] = N'service_type' THEN c.[text] END) AS [service_type],
      MAX(CASE WHEN c.[item] = N'service_component' THEN c.[text] END) AS [service_component],
      MAX(CASE WHEN c.[item] = N'delivery_mechanism' THEN c.[text] END) AS [delivery_mechanism],
      MAX(CASE WHEN c.[item] = N'provider_location_name' THEN c.[text] END) AS [provider_location_name],
      MAX(CASE WHEN c.[item] = N'provider_location_name' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [provider_location_name_unreadable],
      MAX(CASE WHEN c.[item] = N'provider_cqc_id' THEN c.[text] END) AS [provider_cqc_id],
      MAX(CASE WHEN c.[item] = N'provider_cqc_id' AND (c.[remark] IN (N'error', N'encoding', N'digits') OR (c.[remark] = N'no-value' AND c.[kind] = N'identifier')) THEN 1 END) AS [provider_cqc_id_unreadable],
      MAX(CASE WHEN c.[item] = N'review_reason' THEN c.[text] END) AS [review_reason],
      MAX(CASE WHEN c.[item] = N'review_outcomes_achieved' THEN c.[text] END) AS [review_outcomes_achieved],
      MAX(CASE WHEN c.[item] = N'unit_cost' THEN c.[text] END) AS [unit_cost],
      MAX(CASE WHEN c.[item] = N'cost_frequency' THEN c.[text] END) AS [cost_frequency],
      MAX(CASE WHEN c.[item] = N'planned_units_per_week' THEN c.[text] END) AS [planned_units_per_week],
      MAX(CASE WHEN c.[item] = N'full_cost_client' THEN c.[text] END) AS [full_cost_client]
    FROM cld_odd_cell AS c
    GROUP BY c.[row_number]
  ) AS c ON c.[row_number] = s.[row_number] - (SELECT MIN([row_number]) FROM cld_staging) + 2
) AS t
WHERE COALESCE(t.[la_code], t.[reporting_year], t.[reporting_period_start_date], t.[reporting_period_end_date], t.[person_unique_identifier], t.[nhs_number], t.[first_name], t.[last_name], t.[gp_practice_name], t.[gp_practice_code], t.[gender], t.[ethnicity], t.[date_of_birth], t.[date_of_death], t.[primary_support_reason], t.[postcode], t.[accommodation_status], t.[employment_status], t.[has_informal_carer], t.[autism_spectrum_disorder], t.[visual_impairment], t.[hearing_impairment], t.[dementia], t.[event_type], t.[event_reference], t.[event_start_date], t.[event_end_date], t.[event_description], t.[event_outcome], t.[route_of_access], t.[assessment_type], t.[eligible_needs_identified], t.[informal_carer_involved_in_assessment], t.[service_type], t.[service_component], t.[delivery_mechanism], t.[provider_location_name], t.[provider_cqc_id], t.[review_reason], t.[review_outcomes_achieved], t.[unit_cost], t.[cost_frequency], t.[planned_units_per_week], t.[full_cost_client]) IS NOT NULL;
GO

-- 3. The findings: about each cell, then about rows.
DROP TABLE IF EXISTS cld_finding;
GO

IF OBJECT_ID(N'cld_finding', N'U') IS NULL
CREATE TABLE cld_finding (
  [row_number] BIGINT,
  [item] nvarchar(128) COLLATE Latin1_General_100_BIN2,
  [rule] nvarchar(128) COLLATE Latin1_General_100_BIN2,
  [severity] nvarchar(16) COLLATE Latin1_General_100_BIN2,
  [message] nvarchar(2000) COLLATE Latin1_General_100_BIN2,
  [suggestion] nvarchar(450) COLLATE Latin1_General_100_BIN2
);
GO

-- la_code.list (error): If LA Code is filled in, it must be one of the 151 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.list', N'error', N'LA Code is not an allowed value. Choose one of the 151 values in the Local authorities list.', NULL
FROM cld_read AS r
WHERE r.[la_code_as_typed] IS NOT NULL AND r.[la_code] IS NULL;
GO

-- reporting_period_start_date.type (error): If Reporting Period Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.type', N'error', N'Reporting Period Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_start_date_as_typed] IS NOT NULL AND r.[reporting_period_start_date] IS NULL;
GO

-- reporting_period_end_date.type (error): If Reporting Period End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.type', N'error', N'Reporting Period End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_end_date_as_typed] IS NOT NULL AND r.[reporting_period_end_date] IS NULL;
GO

-- nhs_number.format (warning): If NHS Number is filled in, it should be written like 9990000018, with a correct check digit.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.format', N'warning', N'NHS Number should be written like 9990000018. Give ten digits without spaces or hyphens. The last one is a check digit. If you cannot correct the number, leave it: the DSCRO checks NHS Numbers and corrects them.', NULL
FROM cld_read AS r
WHERE r.[nhs_number_as_typed] IS NOT NULL AND r.[nhs_number] IS NULL AND NOT ((UPPER(r.[nhs_number_as_typed]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR r.[nhs_number_as_typed] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (r.[nhs_number_as_typed] LIKE N'##%' AND NOT r.[nhs_number_as_typed] LIKE N'%[^#]%')));
GO

-- gender.list (error): If Gender is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.list', N'error', N'Gender must be Female, Male or Not known.', NULL
FROM cld_read AS r
WHERE r.[gender_as_typed] IS NOT NULL AND r.[gender] IS NULL;
GO

-- gender.spelling (warning): Gender should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.spelling', N'warning', N'This spelling is not in the Gender list. Use exactly: Female, Male or Not known.', r.[gender]
FROM cld_read AS r
WHERE r.[gender_as_typed] + N'|' <> r.[gender] + N'|';
GO

-- ethnicity.list (error): If Ethnicity is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.list', N'error', N'Ethnicity is not an allowed value. Choose one of the 20 values in the Ethnicity list.', NULL
FROM cld_read AS r
WHERE r.[ethnicity_as_typed] IS NOT NULL AND r.[ethnicity] IS NULL;
GO

-- ethnicity.spelling (warning): Ethnicity should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.spelling', N'warning', N'This spelling is not in the Ethnicity list. Use exactly the spelling in the list.', r.[ethnicity]
FROM cld_read AS r
WHERE r.[ethnicity_as_typed] + N'|' <> r.[ethnicity] + N'|';
GO

-- date_of_birth.type (error): If Date of Birth is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.type', N'error', N'Date of Birth is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[date_of_birth_as_typed] IS NOT NULL AND r.[date_of_birth] IS NULL;
GO

-- date_of_death.type (error): If Date of Death is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.type', N'error', N'Date of Death is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[date_of_death_as_typed] IS NOT NULL AND r.[date_of_death] IS NULL;
GO

-- primary_support_reason.list (error): If Primary Support Reason is filled in, it must be one of the 12 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.list', N'error', N'Primary Support Reason is not an allowed value. Choose one of the 12 values in the Primary Support Reason list.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason_as_typed] IS NOT NULL AND r.[primary_support_reason] IS NULL;
GO

-- primary_support_reason.spelling (warning): Primary Support Reason should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.spelling', N'warning', N'This spelling is not in the Primary Support Reason list. Use exactly the spelling in the list.', r.[primary_support_reason]
FROM cld_read AS r
WHERE r.[primary_support_reason_as_typed] + N'|' <> r.[primary_support_reason] + N'|';
GO

-- postcode.format (warning): If Postcode is filled in, it should be written like XX3 4YY.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.format', N'warning', N'Postcode should be written like XX3 4YY. Use capitals, and one space before the last three characters.', NULL
FROM cld_read AS r
WHERE r.[postcode_as_typed] IS NOT NULL AND r.[postcode] IS NULL AND NOT ((UPPER(r.[postcode_as_typed]) IN (N'#ADR!', N'#ARG!', N'#BEZUG!', N'#BLOCKED!', N'#BUSY!', N'#CALC!', N'#CONNECT!', N'#DEEL/0!', N'#DIV/0!', N'#ERROR!', N'#EXTERNAL!', N'#FIELD!', N'#GETAL!', N'#GETTING_DATA', N'#LEEG!', N'#LICZBA!', N'#N/A', N'#N/B', N'#N/D', N'#N/D!', N'#NAAM?', N'#NAME?', N'#NAN', N'#NAZWA?', N'#NOM?', N'#NOMBRE!', N'#NOME?', N'#NUL!', N'#NULL!', N'#NULLO!', N'#NULO!', N'#NUM!', N'#NV', N'#PROPAGATION!', N'#PYTHON!', N'#REF!', N'#RIF!', N'#SPILL!', N'#TIMEOUT!', N'#UNKNOWN!', N'#VALEUR!', N'#VALOR!', N'#VALORE!', N'#VALUE!', N'#VERW!', N'#WAARDE!', N'#WERT!', N'#WITHOUT RESULT', N'#ZAHL!', N'#ZERO!', N'#¡DIV/0!', N'#¡NULO!', N'#¡NUM!', N'#¡REF!', N'#¡VALOR!', N'#¿NOMBRE?') OR r.[postcode_as_typed] LIKE N'[Ee][Rr][Rr]:[0-9][0-9][0-9]' OR (r.[postcode_as_typed] LIKE N'##%' AND NOT r.[postcode_as_typed] LIKE N'%[^#]%')));
GO

-- accommodation_status.list (error): If Accommodation Status is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.list', N'error', N'Accommodation Status is not an allowed value. Choose one of the 20 values in the Accommodation Status list.', NULL
FROM cld_read AS r
WHERE r.[accommodation_status_as_typed] IS NOT NULL AND r.[accommodation_status] IS NULL;
GO

-- accommodation_status.spelling (warning): Accommodation Status should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.spelling', N'warning', N'This spelling is not in the Accommodation Status list. Use exactly the spelling in the list.', r.[accommodation_status]
FROM cld_read AS r
WHERE r.[accommodation_status_as_typed] + N'|' <> r.[accommodation_status] + N'|';
GO

-- employment_status.list (error): If Employment Status is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.list', N'error', N'Employment Status is not an allowed value. Choose one of the 6 values in the Employment Status list.', NULL
FROM cld_read AS r
WHERE r.[employment_status_as_typed] IS NOT NULL AND r.[employment_status] IS NULL;
GO

-- employment_status.spelling (warning): Employment Status should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.spelling', N'warning', N'This spelling is not in the Employment Status list. Use exactly the spelling in the list.', r.[employment_status]
FROM cld_read AS r
WHERE r.[employment_status_as_typed] + N'|' <> r.[employment_status] + N'|';
GO

-- has_informal_carer.list (error): If Has Informal Carer is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.list', N'error', N'Has Informal Carer must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r.[has_informal_carer_as_typed] IS NOT NULL AND r.[has_informal_carer] IS NULL;
GO

-- has_informal_carer.spelling (warning): Has Informal Carer should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.spelling', N'warning', N'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r.[has_informal_carer]
FROM cld_read AS r
WHERE r.[has_informal_carer_as_typed] + N'|' <> r.[has_informal_carer] + N'|';
GO

-- autism_spectrum_disorder.list (error): If Autism Spectrum Disorder is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'autism_spectrum_disorder', N'autism_spectrum_disorder.list', N'error', N'Autism Spectrum Disorder must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r.[autism_spectrum_disorder_as_typed] IS NOT NULL AND r.[autism_spectrum_disorder] IS NULL;
GO

-- autism_spectrum_disorder.spelling (warning): Autism Spectrum Disorder should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'autism_spectrum_disorder', N'autism_spectrum_disorder.spelling', N'warning', N'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r.[autism_spectrum_disorder]
FROM cld_read AS r
WHERE r.[autism_spectrum_disorder_as_typed] + N'|' <> r.[autism_spectrum_disorder] + N'|';
GO

-- visual_impairment.list (error): If Visual Impairment is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'visual_impairment', N'visual_impairment.list', N'error', N'Visual Impairment must be Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', NULL
FROM cld_read AS r
WHERE r.[visual_impairment_as_typed] IS NOT NULL AND r.[visual_impairment] IS NULL;
GO

-- visual_impairment.spelling (warning): Visual Impairment should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'visual_impairment', N'visual_impairment.spelling', N'warning', N'This spelling is not in the Visual Impairment list. Use exactly: Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', r.[visual_impairment]
FROM cld_read AS r
WHERE r.[visual_impairment_as_typed] + N'|' <> r.[visual_impairment] + N'|';
GO

-- hearing_impairment.list (error): If Hearing Impairment is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'hearing_impairment', N'hearing_impairment.list', N'error', N'Hearing Impairment must be Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', NULL
FROM cld_read AS r
WHERE r.[hearing_impairment_as_typed] IS NOT NULL AND r.[hearing_impairment] IS NULL;
GO

-- hearing_impairment.spelling (warning): Hearing Impairment should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'hearing_impairment', N'hearing_impairment.spelling', N'warning', N'This spelling is not in the Hearing Impairment list. Use exactly: Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', r.[hearing_impairment]
FROM cld_read AS r
WHERE r.[hearing_impairment_as_typed] + N'|' <> r.[hearing_impairment] + N'|';
GO

-- dementia.list (error): If Dementia is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'dementia', N'dementia.list', N'error', N'Dementia must be Yes, No or Not known.', NULL
FROM cld_read AS r
WHERE r.[dementia_as_typed] IS NOT NULL AND r.[dementia] IS NULL;
GO

-- dementia.spelling (warning): Dementia should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'dementia', N'dementia.spelling', N'warning', N'This spelling is not in the Yes, No or Not known list. Use exactly: Yes, No or Not known.', r.[dementia]
FROM cld_read AS r
WHERE r.[dementia_as_typed] + N'|' <> r.[dementia] + N'|';
GO

-- event_type.list (error): If Event Type is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.list', N'error', N'Event Type must be Request, Assessment, Service or Review.', NULL
FROM cld_read AS r
WHERE r.[event_type_as_typed] IS NOT NULL AND r.[event_type] IS NULL;
GO

-- event_type.spelling (warning): Event Type should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.spelling', N'warning', N'This spelling is not in the Event Type list. Use exactly: Request, Assessment, Service or Review.', r.[event_type]
FROM cld_read AS r
WHERE r.[event_type_as_typed] + N'|' <> r.[event_type] + N'|';
GO

-- event_start_date.type (error): If Event Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.type', N'error', N'Event Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[event_start_date_as_typed] IS NOT NULL AND r.[event_start_date] IS NULL;
GO

-- event_end_date.type (error): If Event End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.type', N'error', N'Event End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[event_end_date_as_typed] IS NOT NULL AND r.[event_end_date] IS NULL;
GO

-- event_outcome.list (error): If Event Outcome is filled in, it must be one of the 16 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.list', N'error', N'Event Outcome is not an allowed value. Choose one of the 16 values in the Event Outcome list.', NULL
FROM cld_read AS r
WHERE r.[event_outcome_as_typed] IS NOT NULL AND r.[event_outcome] IS NULL;
GO

-- event_outcome.spelling (warning): Event Outcome should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.spelling', N'warning', N'This spelling is not in the Event Outcome list. Use exactly the spelling in the list.', r.[event_outcome]
FROM cld_read AS r
WHERE r.[event_outcome_as_typed] + N'|' <> r.[event_outcome] + N'|';
GO

-- route_of_access.list (error): If Request: Route of Access is filled in, it must be one of the 8 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.list', N'error', N'Request: Route of Access is not an allowed value. Choose one of the 8 values in the Route of Access list.', NULL
FROM cld_read AS r
WHERE r.[route_of_access_as_typed] IS NOT NULL AND r.[route_of_access] IS NULL;
GO

-- route_of_access.spelling (warning): Request: Route of Access should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.spelling', N'warning', N'This spelling is not in the Route of Access list. Use exactly the spelling in the list.', r.[route_of_access]
FROM cld_read AS r
WHERE r.[route_of_access_as_typed] + N'|' <> r.[route_of_access] + N'|';
GO

-- assessment_type.list (error): If Assessment Type is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.list', N'error', N'Assessment Type must be Short Term Assessment, Long Term Assessment or Transitions Assessment.', NULL
FROM cld_read AS r
WHERE r.[assessment_type_as_typed] IS NOT NULL AND r.[assessment_type] IS NULL;
GO

-- assessment_type.spelling (warning): Assessment Type should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.spelling', N'warning', N'This spelling is not in the Assessment Type list. Use exactly: Short Term Assessment, Long Term Assessment or Transitions Assessment.', r.[assessment_type]
FROM cld_read AS r
WHERE r.[assessment_type_as_typed] + N'|' <> r.[assessment_type] + N'|';
GO

-- eligible_needs_identified.list (error): If Eligible Needs Identified is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.list', N'error', N'Eligible Needs Identified must be Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', NULL
FROM cld_read AS r
WHERE r.[eligible_needs_identified_as_typed] IS NOT NULL AND r.[eligible_needs_identified] IS NULL;
GO

-- eligible_needs_identified.spelling (warning): Eligible Needs Identified should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.spelling', N'warning', N'This spelling is not in the Eligible needs list. Use exactly: Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', r.[eligible_needs_identified]
FROM cld_read AS r
WHERE r.[eligible_needs_identified_as_typed] + N'|' <> r.[eligible_needs_identified] + N'|';
GO

-- informal_carer_involved_in_assessment.list (error): If Informal Carer involved in Assessment is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.list', N'error', N'Informal Carer involved in Assessment must be Yes, No or Don''t know.', NULL
FROM cld_read AS r
WHERE r.[informal_carer_involved_in_assessment_as_typed] IS NOT NULL AND r.[informal_carer_involved_in_assessment] IS NULL;
GO

-- informal_carer_involved_in_assessment.spelling (warning): Informal Carer involved in Assessment should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.spelling', N'warning', N'This spelling is not in the Informal carer involved list. Use exactly: Yes, No or Don''t know.', r.[informal_carer_involved_in_assessment]
FROM cld_read AS r
WHERE r.[informal_carer_involved_in_assessment_as_typed] + N'|' <> r.[informal_carer_involved_in_assessment] + N'|';
GO

-- service_type.list (error): If Service Type is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.list', N'error', N'Service Type is not an allowed value. Choose one of the 6 values in the Service Type list.', NULL
FROM cld_read AS r
WHERE r.[service_type_as_typed] IS NOT NULL AND r.[service_type] IS NULL;
GO

-- service_type.spelling (warning): Service Type should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.spelling', N'warning', N'This spelling is not in the Service Type list. Use exactly the spelling in the list.', r.[service_type]
FROM cld_read AS r
WHERE r.[service_type_as_typed] + N'|' <> r.[service_type] + N'|';
GO

-- service_component.list (error): If Service Component is filled in, it must be one of the 19 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.list', N'error', N'Service Component is not an allowed value. Choose one of the 19 values in the Service Component list.', NULL
FROM cld_read AS r
WHERE r.[service_component_as_typed] IS NOT NULL AND r.[service_component] IS NULL;
GO

-- service_component.spelling (warning): Service Component should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.spelling', N'warning', N'This spelling is not in the Service Component list. Use exactly the spelling in the list.', r.[service_component]
FROM cld_read AS r
WHERE r.[service_component_as_typed] + N'|' <> r.[service_component] + N'|';
GO

-- delivery_mechanism.list (error): If Delivery Mechanism is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.list', N'error', N'Delivery Mechanism is not an allowed value. Choose one of the 5 values in the Delivery Mechanism list.', NULL
FROM cld_read AS r
WHERE r.[delivery_mechanism_as_typed] IS NOT NULL AND r.[delivery_mechanism] IS NULL;
GO

-- delivery_mechanism.spelling (warning): Delivery Mechanism should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.spelling', N'warning', N'This spelling is not in the Delivery Mechanism list. Use exactly the spelling in the list.', r.[delivery_mechanism]
FROM cld_read AS r
WHERE r.[delivery_mechanism_as_typed] + N'|' <> r.[delivery_mechanism] + N'|';
GO

-- review_reason.list (error): If Review Reason is filled in, it must be one of the 7 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.list', N'error', N'Review Reason is not an allowed value. Choose one of the 7 values in the Review Reason list.', NULL
FROM cld_read AS r
WHERE r.[review_reason_as_typed] IS NOT NULL AND r.[review_reason] IS NULL;
GO

-- review_reason.spelling (warning): Review Reason should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.spelling', N'warning', N'This spelling is not in the Review Reason list. Use exactly the spelling in the list.', r.[review_reason]
FROM cld_read AS r
WHERE r.[review_reason_as_typed] + N'|' <> r.[review_reason] + N'|';
GO

-- review_outcomes_achieved.list (error): If Review Outcomes Achieved is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.list', N'error', N'Review Outcomes Achieved must be Fully Met, Partially Met or Not Met.', NULL
FROM cld_read AS r
WHERE r.[review_outcomes_achieved_as_typed] IS NOT NULL AND r.[review_outcomes_achieved] IS NULL;
GO

-- review_outcomes_achieved.spelling (warning): Review Outcomes Achieved should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.spelling', N'warning', N'This spelling is not in the Review outcomes list. Use exactly: Fully Met, Partially Met or Not Met.', r.[review_outcomes_achieved]
FROM cld_read AS r
WHERE r.[review_outcomes_achieved_as_typed] + N'|' <> r.[review_outcomes_achieved] + N'|';
GO

-- unit_cost.type (error): If Unit Cost is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.type', N'error', N'Unit Cost must be a number with up to 2 decimal places, such as 21.00. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r.[unit_cost_as_typed] IS NOT NULL AND r.[unit_cost] IS NULL;
GO

-- cost_frequency.list (error): If Cost Frequency / Unit Type is filled in, it must be one of the 10 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.list', N'error', N'Cost Frequency / Unit Type must be Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', NULL
FROM cld_read AS r
WHERE r.[cost_frequency_as_typed] IS NOT NULL AND r.[cost_frequency] IS NULL;
GO

-- cost_frequency.spelling (warning): Cost Frequency / Unit Type should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.spelling', N'warning', N'This spelling is not in the Cost Frequency / Unit Type list. Use exactly: Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', r.[cost_frequency]
FROM cld_read AS r
WHERE r.[cost_frequency_as_typed] + N'|' <> r.[cost_frequency] + N'|';
GO

-- planned_units_per_week.type (error): If Planned units per week is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.type', N'error', N'Planned units per week must be a number with up to 2 decimal places, such as 5. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r.[planned_units_per_week_as_typed] IS NOT NULL AND r.[planned_units_per_week] IS NULL;
GO

-- full_cost_client.list (error): If Full cost client is filled in, it must be one of the 2 values in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'full_cost_client.list', N'error', N'Full cost client must be Yes or No.', NULL
FROM cld_read AS r
WHERE r.[full_cost_client_as_typed] IS NOT NULL AND r.[full_cost_client] IS NULL;
GO

-- full_cost_client.spelling (warning): Full cost client should be spelt exactly as in its list.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'full_cost_client.spelling', N'warning', N'This spelling is not in the Yes or No list. Use exactly: Yes or No.', r.[full_cost_client]
FROM cld_read AS r
WHERE r.[full_cost_client_as_typed] + N'|' <> r.[full_cost_client] + N'|';
GO

-- ITEM.error (error): The item shows a formula error instead of a value. Correct the formula, or clear the cell.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.error', N'error', c.[title] + N' shows a formula error instead of a value. Correct the formula, or clear the cell.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'error';
GO

-- ITEM.digits (error): The item has more digits than a spreadsheet keeps, so the last digits are lost. Copy it again from your system, as text.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.digits', N'error', c.[title] + N' has more digits than a spreadsheet keeps, so the last digits are lost. Copy it again from your system, as text.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'digits';
GO

-- ITEM.no-value (warning): The item has a word such as N/A or NULL instead of a value. Clear the cell, unless this is the real value.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.no-value', N'warning', c.[title] + N' has a word such as N/A or NULL instead of a value. Clear the cell, unless this is the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'no-value' AND c.[kind] <> N'identifier';
GO

-- ITEM.no-value (error): The item has a word such as N/A instead of a value, so unrelated rows seem to belong together. Give the real value.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.no-value', N'error', c.[title] + N' has a word such as N/A instead of a value, so unrelated rows seem to belong together. Give the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'no-value' AND c.[kind] = N'identifier';
GO

-- ITEM.encoding (error): The item has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.encoding', N'error', c.[title] + N' has characters that were damaged when the file was saved. Type the value again, or save the file again as CSV UTF-8.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
LEFT JOIN (
  SELECT c.[row_number], c.[item], MIN(N'It has ' + n.name + N'.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c.[typed] LIKE N'%' + n.sign + N'%' GROUP BY c.[row_number], c.[item] HAVING COUNT(*) = 1
) AS n ON n.[row_number] = c.[row_number] AND n.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'encoding';
GO

-- ITEM.characters (error): The item has invisible characters, so other systems read it as a different value. Type the value again.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.characters', N'error', c.[title] + N' has invisible characters, so other systems read it as a different value. Type the value again.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
LEFT JOIN (
  SELECT c.[row_number], c.[item], MIN(N'It has ' + n.name + N'.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c.[typed] LIKE N'%' + n.sign + N'%' GROUP BY c.[row_number], c.[item] HAVING COUNT(*) = 1
) AS n ON n.[row_number] = c.[row_number] AND n.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'characters';
GO

-- ITEM.look-alikes (warning): The item has a letter, digit or sign that only looks right, so other systems read it as a different value. Type the value again.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.look-alikes', N'warning', c.[title] + N' has a letter, digit or sign that only looks right, so other systems read it as a different value. Type the value again.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'look-alikes';
GO

-- ITEM.filler (warning): The item has a value that systems fill in where the real one is not known. Look up the real value.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.filler', N'warning', c.[title] + N' has a value that systems fill in where the real one is not known. Look up the real value.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'filler';
GO

-- ITEM.spaces (warning): The item has spaces before or after its value, or an unusual space in it. Remove them, because other systems may not accept the value.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.spaces', N'warning', c.[title] + N' has spaces before or after its value, or an unusual space in it. Remove them, because other systems may not accept the value.', n.sentence
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
LEFT JOIN (
  SELECT c.[row_number], c.[item], MIN(N'It has ' + n.name + N'.') AS sentence FROM cld_odd_cell AS c JOIN cld_odd_character AS n ON c.[typed] LIKE N'%' + n.sign + N'%' GROUP BY c.[row_number], c.[item] HAVING COUNT(*) = 1
) AS n ON n.[row_number] = c.[row_number] AND n.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'spaces';
GO

-- ITEM.unlike-examples (information): The item has no digit, although all its examples have some. Check that the right value is in the right column.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT c.[row_number], c.[item], c.[item] + N'.unlike-examples', N'information', c.[title] + N' has no digit, although all its examples have some. Check that the right value is in the right column.', NULL
FROM cld_odd_cell AS c
LEFT JOIN cld_finding AS f ON f.[row_number] = c.[row_number] AND f.[item] = c.[item]
WHERE f.[item] IS NULL AND c.[remark] = N'unlike-examples';
GO

-- la_code.required (error): LA Code must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.required', N'error', N'LA Code is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[la_code_as_typed] IS NULL;
GO

-- la_code.same (warning): LA Code should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.same', N'warning', N'The rows of the return have different values of LA Code. Give the correct value on all of them.', N'Most rows have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER () AS usual_row
  FROM (
    SELECT r.[row_number], 1 AS shared, CASE WHEN r.[la_code] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[la_code]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r.[la_code]) AS lowest, MAX(r.[la_code]) AS highest, COUNT(r.[la_code]) AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r.[la_code] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- reporting_year.required (error): Reporting Year must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_year', N'reporting_year.required', N'error', N'Reporting Year is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_year_as_typed] IS NULL;
GO

-- reporting_year.same (warning): Reporting Year should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_year', N'reporting_year.same', N'warning', N'The rows of the return have different values of Reporting Year. Give the correct value on all of them.', N'Most rows have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER () AS usual_row
  FROM (
    SELECT r.[row_number], 1 AS shared, CASE WHEN r.[reporting_year] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[reporting_year]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r.[reporting_year]) AS lowest, MAX(r.[reporting_year]) AS highest, COUNT(r.[reporting_year]) AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r.[reporting_year] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- reporting_period_start_date.required (error): Reporting Period Start Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.required', N'error', N'Reporting Period Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_start_date_as_typed] IS NULL;
GO

-- reporting_period_start_date.same (warning): Reporting Period Start Date should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.same', N'warning', N'The rows of the return have different values of Reporting Period Start Date. Give the correct value on all of them.', N'Most rows have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER () AS usual_row
  FROM (
    SELECT r.[row_number], 1 AS shared, CASE WHEN r.[reporting_period_start_date] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[reporting_period_start_date]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r.[reporting_period_start_date]) AS lowest, MAX(r.[reporting_period_start_date]) AS highest, COUNT(r.[reporting_period_start_date]) AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r.[reporting_period_start_date] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- reporting_period_end_date.required (error): Reporting Period End Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.required', N'error', N'Reporting Period End Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_end_date_as_typed] IS NULL;
GO

-- reporting_period_end_date.same (warning): Reporting Period End Date should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.same', N'warning', N'The rows of the return have different values of Reporting Period End Date. Give the correct value on all of them.', N'Most rows have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER () AS usual_row
  FROM (
    SELECT r.[row_number], 1 AS shared, CASE WHEN r.[reporting_period_end_date] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[reporting_period_end_date]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    CROSS JOIN (
      SELECT 1 AS shared, MIN(r.[reporting_period_end_date]) AS lowest, MAX(r.[reporting_period_end_date]) AS highest, COUNT(r.[reporting_period_end_date]) AS known FROM cld_read AS r
    ) AS d
    WHERE d.lowest <> d.highest AND r.[reporting_period_end_date] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- person_unique_identifier.required (error): Person Unique Identifier must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'person_unique_identifier', N'person_unique_identifier.required', N'error', N'Person Unique Identifier is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[person_unique_identifier_as_typed] IS NULL;
GO

-- nhs_number.required (warning): NHS Number should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.required', N'warning', N'NHS Number is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[nhs_number_as_typed] IS NULL;
GO

-- nhs_number.same (error): NHS Number must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.same', N'error', N'The rows with this Person Unique Identifier have different values of NHS Number. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[nhs_number] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[nhs_number]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[nhs_number]) AS lowest, MAX(r.[nhs_number]) AS highest, COUNT(r.[nhs_number]) AS known, SUM(CASE WHEN r.[nhs_number_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[nhs_number] IS NOT NULL OR r.[nhs_number_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- first_name.required (error): First Name must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'first_name', N'first_name.required', N'error', N'First Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[first_name_as_typed] IS NULL;
GO

-- first_name.same (error): First Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'first_name', N'first_name.same', N'error', N'The rows with this Person Unique Identifier have different values of First Name. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[first_name] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[first_name]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[first_name]) AS lowest, MAX(r.[first_name]) AS highest, COUNT(r.[first_name]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[first_name] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- last_name.required (error): Last Name must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'last_name', N'last_name.required', N'error', N'Last Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[last_name_as_typed] IS NULL;
GO

-- last_name.same (error): Last Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'last_name', N'last_name.same', N'error', N'The rows with this Person Unique Identifier have different values of Last Name. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[last_name] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[last_name]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[last_name]) AS lowest, MAX(r.[last_name]) AS highest, COUNT(r.[last_name]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[last_name] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- gp_practice_name.same (error): GP Practice Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gp_practice_name', N'gp_practice_name.same', N'error', N'The rows with this Person Unique Identifier have different values of GP Practice Name. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[gp_practice_name] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[gp_practice_name]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[gp_practice_name]) AS lowest, MAX(r.[gp_practice_name]) AS highest, COUNT(r.[gp_practice_name]) AS known, SUM(CASE WHEN r.[gp_practice_name_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[gp_practice_name] IS NOT NULL OR r.[gp_practice_name_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- gp_practice_code.same (error): GP Practice Code must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gp_practice_code', N'gp_practice_code.same', N'error', N'The rows with this Person Unique Identifier have different values of GP Practice Code. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[gp_practice_code] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[gp_practice_code]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[gp_practice_code]) AS lowest, MAX(r.[gp_practice_code]) AS highest, COUNT(r.[gp_practice_code]) AS known, SUM(CASE WHEN r.[gp_practice_code_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[gp_practice_code] IS NOT NULL OR r.[gp_practice_code_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- gender.required (error): Gender must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.required', N'error', N'Gender is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[gender_as_typed] IS NULL;
GO

-- gender.same (error): Gender must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.same', N'error', N'The rows with this Person Unique Identifier have different values of Gender. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[gender] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[gender]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[gender]) AS lowest, MAX(r.[gender]) AS highest, COUNT(r.[gender]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[gender] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- ethnicity.required (error): Ethnicity must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.required', N'error', N'Ethnicity is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[ethnicity_as_typed] IS NULL;
GO

-- ethnicity.same (error): Ethnicity must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.same', N'error', N'The rows with this Person Unique Identifier have different values of Ethnicity. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[ethnicity] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[ethnicity]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[ethnicity]) AS lowest, MAX(r.[ethnicity]) AS highest, COUNT(r.[ethnicity]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[ethnicity] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- date_of_birth.required (warning): Date of Birth should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.required', N'warning', N'Date of Birth is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[date_of_birth_as_typed] IS NULL;
GO

-- date_of_birth.same (error): Date of Birth must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.same', N'error', N'The rows with this Person Unique Identifier have different values of Date of Birth. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[date_of_birth] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[date_of_birth]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[date_of_birth]) AS lowest, MAX(r.[date_of_birth]) AS highest, COUNT(r.[date_of_birth]) AS known, SUM(CASE WHEN r.[date_of_birth_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[date_of_birth] IS NOT NULL OR r.[date_of_birth_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- date_of_death.required (warning): If Event Outcome is “NFA - Deceased”, Date of Death should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.required', N'warning', N'Date of Death is blank. It is expected where Event Outcome is “NFA - Deceased”. Fill it in if you have it, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r.[event_outcome] = N'NFA - Deceased' AND r.[date_of_death_as_typed] IS NULL;
GO

-- date_of_death.same (error): Date of Death must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.same', N'error', N'The rows with this Person Unique Identifier have different values of Date of Death. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[date_of_death] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[date_of_death]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[date_of_death]) AS lowest, MAX(r.[date_of_death]) AS highest, COUNT(r.[date_of_death]) AS known, SUM(CASE WHEN r.[date_of_death_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[date_of_death] IS NOT NULL OR r.[date_of_death_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- primary_support_reason.required (error): Primary Support Reason must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.required', N'error', N'Primary Support Reason is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason_as_typed] IS NULL;
GO

-- primary_support_reason.same (error): Primary Support Reason must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.same', N'error', N'The rows with this Person Unique Identifier have different values of Primary Support Reason. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[primary_support_reason] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[primary_support_reason]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[primary_support_reason]) AS lowest, MAX(r.[primary_support_reason]) AS highest, COUNT(r.[primary_support_reason]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[primary_support_reason] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- postcode.required (error): Postcode must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.required', N'error', N'Postcode is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[postcode_as_typed] IS NULL;
GO

-- postcode.same (error): Postcode must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.same', N'error', N'The rows with this Person Unique Identifier have different values of Postcode. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[postcode] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[postcode]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[postcode]) AS lowest, MAX(r.[postcode]) AS highest, COUNT(r.[postcode]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[postcode] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- accommodation_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Accommodation Status must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.required', N'error', N'Accommodation Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[accommodation_status_as_typed] IS NULL;
GO

-- accommodation_status.same (error): Accommodation Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.same', N'error', N'The rows with this Person Unique Identifier have different values of Accommodation Status. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[accommodation_status] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[accommodation_status]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[accommodation_status]) AS lowest, MAX(r.[accommodation_status]) AS highest, COUNT(r.[accommodation_status]) AS known, SUM(CASE WHEN r.[accommodation_status_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[accommodation_status] IS NOT NULL OR r.[accommodation_status_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- employment_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Employment Status must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.required', N'error', N'Employment Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[employment_status_as_typed] IS NULL;
GO

-- employment_status.same (error): Employment Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.same', N'error', N'The rows with this Person Unique Identifier have different values of Employment Status. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[employment_status] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[employment_status]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[employment_status]) AS lowest, MAX(r.[employment_status]) AS highest, COUNT(r.[employment_status]) AS known, SUM(CASE WHEN r.[employment_status_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[employment_status] IS NOT NULL OR r.[employment_status_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- has_informal_carer.required (error): Has Informal Carer must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.required', N'error', N'Has Informal Carer is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[has_informal_carer_as_typed] IS NULL;
GO

-- has_informal_carer.same (error): Has Informal Carer must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.same', N'error', N'The rows with this Person Unique Identifier have different values of Has Informal Carer. Give the correct value on all of them.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[has_informal_carer] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[has_informal_carer]) > d.known THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[has_informal_carer]) AS lowest, MAX(r.[has_informal_carer]) AS highest, COUNT(r.[has_informal_carer]) AS known FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE d.lowest <> d.highest AND r.[has_informal_carer] IS NOT NULL
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- autism_spectrum_disorder.same (error): Autism Spectrum Disorder must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'autism_spectrum_disorder', N'autism_spectrum_disorder.same', N'error', N'The rows with this Person Unique Identifier have different values of Autism Spectrum Disorder. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[autism_spectrum_disorder] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[autism_spectrum_disorder]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[autism_spectrum_disorder]) AS lowest, MAX(r.[autism_spectrum_disorder]) AS highest, COUNT(r.[autism_spectrum_disorder]) AS known, SUM(CASE WHEN r.[autism_spectrum_disorder_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[autism_spectrum_disorder] IS NOT NULL OR r.[autism_spectrum_disorder_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- visual_impairment.same (error): Visual Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'visual_impairment', N'visual_impairment.same', N'error', N'The rows with this Person Unique Identifier have different values of Visual Impairment. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[visual_impairment] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[visual_impairment]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[visual_impairment]) AS lowest, MAX(r.[visual_impairment]) AS highest, COUNT(r.[visual_impairment]) AS known, SUM(CASE WHEN r.[visual_impairment_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[visual_impairment] IS NOT NULL OR r.[visual_impairment_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- hearing_impairment.same (error): Hearing Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'hearing_impairment', N'hearing_impairment.same', N'error', N'The rows with this Person Unique Identifier have different values of Hearing Impairment. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[hearing_impairment] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[hearing_impairment]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[hearing_impairment]) AS lowest, MAX(r.[hearing_impairment]) AS highest, COUNT(r.[hearing_impairment]) AS known, SUM(CASE WHEN r.[hearing_impairment_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[hearing_impairment] IS NOT NULL OR r.[hearing_impairment_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- dementia.same (error): Dementia must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'dementia', N'dementia.same', N'error', N'The rows with this Person Unique Identifier have different values of Dementia. Give the correct value on all of them. A blank counts as a different value.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[dementia] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[dementia]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[dementia]) AS lowest, MAX(r.[dementia]) AS highest, COUNT(r.[dementia]) AS known, SUM(CASE WHEN r.[dementia_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[dementia] IS NOT NULL OR r.[dementia_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- event_type.required (error): Event Type must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.required', N'error', N'Event Type is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type_as_typed] IS NULL;
GO

-- event_start_date.required (error): Event Start Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.required', N'error', N'Event Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_start_date_as_typed] IS NULL;
GO

-- event_end_date.required (error): If Event Outcome is filled in, Event End Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.required', N'error', N'Event End Date is blank. It is needed where Event Outcome is filled in. Fill it in, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r.[event_outcome] IS NOT NULL AND r.[event_end_date_as_typed] IS NULL;
GO

-- event_outcome.required (error): If Event End Date is filled in, Event Outcome must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.required', N'error', N'Event Outcome is blank. It is needed where Event End Date is filled in. Fill it in, or correct Event End Date.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] IS NOT NULL AND r.[event_outcome_as_typed] IS NULL;
GO

-- route_of_access.required (error): If Event Type is “Request”, Request: Route of Access must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.required', N'error', N'Request: Route of Access is blank. It is needed where Event Type is “Request”. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Request' AND r.[route_of_access_as_typed] IS NULL;
GO

-- route_of_access.applies (error): If Event Type is not “Request”, Request: Route of Access must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.applies', N'error', N'Request: Route of Access is only for rows where Event Type is “Request”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Request' AND r.[route_of_access] IS NOT NULL;
GO

-- assessment_type.required (error): If Event Type is “Assessment”, Assessment Type must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.required', N'error', N'Assessment Type is blank. It is needed where Event Type is “Assessment”. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Assessment' AND r.[assessment_type_as_typed] IS NULL;
GO

-- assessment_type.applies (error): If Event Type is not “Assessment”, Assessment Type must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.applies', N'error', N'Assessment Type is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Assessment' AND r.[assessment_type] IS NOT NULL;
GO

-- eligible_needs_identified.applies (error): If Event Type is not “Assessment”, Eligible Needs Identified must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.applies', N'error', N'Eligible Needs Identified is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Assessment' AND r.[eligible_needs_identified] IS NOT NULL;
GO

-- informal_carer_involved_in_assessment.applies (error): If Event Type is not “Assessment”, Informal Carer involved in Assessment must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.applies', N'error', N'Informal Carer involved in Assessment is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Assessment' AND r.[informal_carer_involved_in_assessment] IS NOT NULL;
GO

-- service_type.required (error): If Event Type is “Service”, Service Type must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.required', N'error', N'Service Type is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND r.[service_type_as_typed] IS NULL;
GO

-- service_type.applies (error): If Event Type is not “Service”, Service Type must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.applies', N'error', N'Service Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[service_type] IS NOT NULL;
GO

-- service_component.required (error): If Event Type is “Service”, Service Component must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.required', N'error', N'Service Component is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND r.[service_component_as_typed] IS NULL;
GO

-- service_component.applies (error): If Event Type is not “Service”, Service Component must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.applies', N'error', N'Service Component is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[service_component] IS NOT NULL;
GO

-- delivery_mechanism.required (error): If Event Type is “Service” and Service Type is “Long Term Support: Community”, Delivery Mechanism must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.required', N'error', N'Delivery Mechanism is blank. It is needed where Service Type is “Long Term Support: Community”. Fill it in, or correct Service Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism_as_typed] IS NULL;
GO

-- delivery_mechanism.applies (error): If Event Type is not “Service”, Delivery Mechanism must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.applies', N'error', N'Delivery Mechanism is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[delivery_mechanism] IS NOT NULL;
GO

-- provider_location_name.applies (error): If Event Type is not “Service”, Provider Location Name must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_location_name', N'provider_location_name.applies', N'error', N'Provider Location Name is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[provider_location_name] IS NOT NULL;
GO

-- provider_cqc_id.applies (error): If Event Type is not “Service”, Provider CQC ID must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_cqc_id', N'provider_cqc_id.applies', N'error', N'Provider CQC ID is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[provider_cqc_id] IS NOT NULL;
GO

-- review_reason.required (error): If Event Type is “Review”, Review Reason must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.required', N'error', N'Review Reason is blank. It is needed where Event Type is “Review”. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Review' AND r.[review_reason_as_typed] IS NULL;
GO

-- review_reason.applies (error): If Event Type is not “Review”, Review Reason must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.applies', N'error', N'Review Reason is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Review' AND r.[review_reason] IS NOT NULL;
GO

-- review_outcomes_achieved.applies (error): If Event Type is not “Review”, Review Outcomes Achieved must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.applies', N'error', N'Review Outcomes Achieved is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Review' AND r.[review_outcomes_achieved] IS NOT NULL;
GO

-- unit_cost.required (warning): Unit Cost should be filled in if all of these are true: (1) Event Type is “Service”; (2) Service Type and Service Component are in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.required', N'warning', N'Unit Cost is blank. It is expected with this Service Type, Service Component and Delivery Mechanism. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[unit_cost_as_typed] IS NULL;
GO

-- unit_cost.applies (error): If Event Type is not “Service”, Unit Cost must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.applies', N'error', N'Unit Cost is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[unit_cost] IS NOT NULL;
GO

-- cost_frequency.required (warning): Cost Frequency / Unit Type should be filled in if all of these are true: (1) Event Type is “Service”; (2) Service Type and Service Component are in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.required', N'warning', N'Cost Frequency / Unit Type is blank. It is expected with this Service Type, Service Component and Delivery Mechanism. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL;
GO

-- cost_frequency.applies (error): If Event Type is not “Service”, Cost Frequency / Unit Type must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.applies', N'error', N'Cost Frequency / Unit Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[cost_frequency] IS NOT NULL;
GO

-- planned_units_per_week.required (warning): If Event Type is “Service” and Cost Frequency / Unit Type is “Per Session”, “Hourly” or “Daily”, Planned units per week should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.required', N'warning', N'Planned units per week is blank. It is expected where Cost Frequency / Unit Type is “Per Session”, “Hourly” or “Daily”. Fill it in if you have it, or correct Cost Frequency / Unit Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND (r.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily')) AND r.[planned_units_per_week_as_typed] IS NULL;
GO

-- planned_units_per_week.applies (error): If Event Type is not “Service”, Planned units per week must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.applies', N'error', N'Planned units per week is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[planned_units_per_week] IS NOT NULL;
GO

-- full_cost_client.applies (error): If Event Type is not “Service”, Full cost client must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'full_cost_client.applies', N'error', N'Full cost client is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[full_cost_client] IS NOT NULL;
GO

-- ASM-01 (warning): No two rows where Event Type is “Assessment” should have the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'ASM-01', N'warning', N'This person has more than one assessment. Only the first assessment of a new client is reported as an assessment. Check whether the others are reviews.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier] FROM cld_read AS r WHERE (r.[event_type] = N'Assessment') AND r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier] HAVING COUNT(*) > 1
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE r.[event_type] = N'Assessment';
GO

-- ASM-02 (information): Rows where Eligible Needs Identified is not “Not applicable” and Event End Date is blank are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'ASM-02', N'information', N'Eligible Needs Identified is filled in, but Event End Date is blank. Eligibility is decided when an assessment is complete. If this one is complete, fill in Event End Date.', NULL
FROM cld_read AS r
WHERE r.[eligible_needs_identified] <> N'Not applicable' AND r.[event_end_date_as_typed] IS NULL;
GO

-- ASM-03 (warning): If Informal Carer involved in Assessment is “Yes”, Has Informal Carer should not be “No”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'ASM-03', N'warning', N'Has Informal Carer is No, but Informal Carer involved in Assessment is Yes. Check both. They may both be right if the person no longer has a carer.', NULL
FROM cld_read AS r
WHERE r.[informal_carer_involved_in_assessment] = N'Yes' AND r.[has_informal_carer] = N'No';
GO

-- ASM-04 (information): Rows where Informal Carer involved in Assessment is “No” and Has Informal Carer is “Yes” are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'ASM-04', N'information', N'Has Informal Carer is Yes, but Informal Carer involved in Assessment is No. An informal carer is expected to be consulted. Check both. Leave them as they are if they are right.', NULL
FROM cld_read AS r
WHERE r.[informal_carer_involved_in_assessment] = N'No' AND r.[has_informal_carer] = N'Yes';
GO

-- COST-01 (error): If Cost Frequency / Unit Type is none of “Per Session”, “Hourly” and “Daily”, Planned units per week must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'COST-01', N'error', N'Planned units per week is filled in, but the cost frequency does not need it. Clear it, or correct the frequency. Only Per Session, Hourly and Daily need planned units.', NULL
FROM cld_read AS r
WHERE NOT (r.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily')) AND r.[planned_units_per_week] IS NOT NULL;
GO

-- COST-02 (warning): Cost Frequency / Unit Type should be filled in if both of these are true: (1) Unit Cost or Planned units per week is filled in; (2) either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'COST-02', N'warning', N'Cost Frequency / Unit Type is blank, but the row has a unit cost or planned units. Fill in how often the cost occurs.', NULL
FROM cld_read AS r
WHERE (r.[unit_cost] IS NOT NULL OR r.[planned_units_per_week] IS NOT NULL) AND (NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) OR (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL;
GO

-- COST-03 (warning): Unit Cost should be filled in if both of these are true: (1) Cost Frequency / Unit Type is filled in; (2) either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'COST-03', N'warning', N'Unit Cost is blank, but Cost Frequency / Unit Type is filled in. Fill in the unit cost. If you have none, clear the frequency.', NULL
FROM cld_read AS r
WHERE r.[cost_frequency] IS NOT NULL AND (NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) OR (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[unit_cost_as_typed] IS NULL;
GO

-- COST-04 (warning): Unit Cost should be at least 0.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'COST-04', N'warning', N'Unit Cost is below zero. Check it. Give the gross cost, and do not take off what the service user contributes.', NULL
FROM cld_read AS r
WHERE r.[unit_cost] < 0;
GO

-- COST-05 (information): Rows are pointed out where both of these are true: (1) Unit Cost is filled in; (2) at least one of these is true: (2.1) Service Type and Service Component are not in the table “Services that need a cost”, Service Type does not begin with “Long Term Support:” and Service Component is neither “Short Term Nursing Care” nor “Short Term Residential Care”; (2.2) Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'COST-05', N'information', N'Unit Cost is filled in, but this service does not need one. You may leave it as it is.', NULL
FROM cld_read AS r
WHERE r.[unit_cost] IS NOT NULL AND ((NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND NOT (LEFT(r.[service_type], 18) + N'|' = N'Long Term Support:|') AND r.[service_component] NOT IN (N'Short Term Nursing Care', N'Short Term Residential Care')) OR (r.[delivery_mechanism] IS NOT NULL AND (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))));
GO

-- COST-06 (warning): Planned units per week should be above 0.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'COST-06', N'warning', N'Planned units per week is zero or below. Check it. Give the number of sessions, hours or days that are planned for each week.', NULL
FROM cld_read AS r
WHERE r.[planned_units_per_week] <= 0;
GO

-- COST-07 (information): Rows are pointed out where all of these are true: (1) either Service Type begins with “Long Term Support:” or Service Component is “Short Term Nursing Care” or “Short Term Residential Care”; (2) Service Type and Service Component are not in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”; (4) both Cost Frequency / Unit Type and Unit Cost are blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'COST-07', N'information', N'Unit Cost is blank. The guidance''s table of services with costs does not list this service, but its summary asks for the cost of all long term support and of all short term nursing and residential care. Fill in the cost if you have it.', NULL
FROM cld_read AS r
WHERE (LEFT(r.[service_type], 18) + N'|' = N'Long Term Support:|' OR r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care')) AND NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL AND r.[unit_cost_as_typed] IS NULL;
GO

-- COST-08 (warning): Full cost client should be the same on all rows with the same Person Unique Identifier where Full cost client is filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'COST-08', N'warning', N'Full cost client is Yes on some rows for this person and No on others. Check them. If the person pays the full cost of only some services, leave the rows as they are.', N'Most rows with this Person Unique Identifier have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[person_unique_identifier] AS shared, CASE WHEN r.[full_cost_client] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[person_unique_identifier], r.[full_cost_client]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[person_unique_identifier] AS shared, MIN(r.[full_cost_client]) AS lowest, MAX(r.[full_cost_client]) AS highest, COUNT(r.[full_cost_client]) AS known, SUM(CASE WHEN r.[full_cost_client_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE (r.[full_cost_client] IS NOT NULL) AND r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
    ) AS d ON d.shared = r.[person_unique_identifier]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[full_cost_client] IS NOT NULL OR r.[full_cost_client_as_typed] IS NULL) AND (r.[full_cost_client] IS NOT NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- EVT-01 (error): Event Start Date must not be after Reporting Period End Date.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-01', N'error', N'Event Start Date is after the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_read AS r
WHERE r.[event_start_date] > r.[reporting_period_end_date];
GO

-- EVT-02 (error): Event End Date must not be before Reporting Period Start Date.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-02', N'error', N'Event End Date is before the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] < r.[reporting_period_start_date];
GO

-- EVT-03 (error): Event End Date must not be before Event Start Date.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-03', N'error', N'Event End Date is before Event Start Date. Correct the date that is wrong. An event may start and end on the same day.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] < r.[event_start_date];
GO

-- EVT-04 (error): Event End Date must not be after today.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-04', N'error', N'Event End Date is in the future. Give the day on which the event actually ended. If it has not ended, clear Event End Date and Event Outcome.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] > CAST(GETDATE() AS date);
GO

-- EVT-05 (error): Event Start Date must not be after today.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-05', N'error', N'Event Start Date is in the future. Give the day on which the event actually started, not a scheduled date. If it has not started, leave it out.', NULL
FROM cld_read AS r
WHERE r.[event_start_date] > CAST(GETDATE() AS date);
GO

-- EVT-06 (information): Rows where Event End Date is after Reporting Period End Date and not after today are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-06', N'information', N'Event End Date is after the reporting period. Check it. It is right if the event had ended by the time you made the return. The event then counts as open at the end of the period.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] <= CAST(GETDATE() AS date) AND r.[event_end_date] > r.[reporting_period_end_date];
GO

-- EVT-07 (error): Unless Event Type is “Review” and Event Outcome is “Progress to Support Planning / Services”, Event Outcome and Event Type must be in the table “Event outcomes by event type and client status”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'EVT-07', N'error', N'This Event Outcome does not go with this Event Type. Check both, and correct the one that is wrong. The table of event outcomes shows which go together.', NULL
FROM cld_read AS r
WHERE (r.[event_type] <> N'Review' OR r.[event_outcome] <> N'Progress to Support Planning / Services') AND NOT ((r.[event_type] = N'Request' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR (r.[event_type] = N'Assessment' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR (r.[event_type] = N'Review' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Re-assessment', N'Progress to End of Life Care', N'No change in package', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason')) OR (r.[event_type] = N'Service' AND r.[event_outcome] IN (N'Admitted to hospital', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason', N'NFA - No services offered: Other reason', N'Service ended as planned')));
GO

-- EVT-08 (error): No two rows may have the same Event Reference.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_reference', N'EVT-08', N'error', N'This Event Reference is on more than one row. If it is the same event, keep one row. If not, give each row its own reference, or leave it blank.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[event_reference] FROM cld_read AS r WHERE r.[event_reference] IS NOT NULL GROUP BY r.[event_reference] HAVING COUNT(*) > 1
) AS d ON d.[event_reference] = r.[event_reference];
GO

-- EVT-09 (warning): No two rows where Event Type is “Request” or “Review” should have the same Person Unique Identifier, Event Type and Event Start Date.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-09', N'warning', N'This person has another event of the same type that starts on the same day. If it is the same event, keep one row. If not, leave both rows as they are.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], r.[event_type], r.[event_start_date] FROM cld_read AS r WHERE (r.[event_type] IN (N'Request', N'Review')) AND r.[person_unique_identifier] IS NOT NULL AND r.[event_type] IS NOT NULL AND r.[event_start_date] IS NOT NULL GROUP BY r.[person_unique_identifier], r.[event_type], r.[event_start_date] HAVING COUNT(*) > 1
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier] AND d.[event_type] = r.[event_type] AND d.[event_start_date] = r.[event_start_date]
WHERE r.[event_type] IN (N'Request', N'Review');
GO

-- EVT-10 (warning): If Event Type is not “Review”, Event Start Date should not be after Date of Death.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-10', N'warning', N'Event Start Date is after Date of Death. Check both, and correct the date that is wrong. If the event did not take place, leave it out.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Review' AND r.[event_start_date] > r.[date_of_death];
GO

-- EVT-11 (warning): If Event Type is “Review”, Event Outcome should not be “Progress to Support Planning / Services”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'EVT-11', N'warning', N'Event Outcome is Progress to Support Planning / Services. The table of event outcomes has it for requests and assessments only. Check Event Type and Event Outcome. If the review did lead to new services, leave them as they are.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Review' AND r.[event_outcome] = N'Progress to Support Planning / Services';
GO

-- EVT-12 (error): If Date of Death is blank or not before Date of Birth, Event Start Date must not be before Date of Birth.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-12', N'error', N'Event Start Date is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_read AS r
WHERE (r.[date_of_death_as_typed] IS NULL OR r.[date_of_death] >= r.[date_of_birth]) AND r.[event_start_date] < r.[date_of_birth];
GO

-- PER-01 (error): The age on Reporting Period End Date must be at least 18.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'PER-01', N'error', N'The person was under 18 at the end of the reporting period. Correct Date of Birth if it is wrong. If it is right, leave the row out, because only adults are reported.', NULL
FROM cld_read AS r
WHERE (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) < 18;
GO

-- PER-02 (warning): If the age on Reporting Period End Date is at least 18, the age on Event End Date should be at least 18.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'PER-02', N'warning', N'The event ended before the person was 18. Check Date of Birth and Event End Date. If both are right, check whether the event belongs in the return, because only events of adults are reported.', NULL
FROM cld_read AS r
WHERE (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[event_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[event_end_date]) * 100 + DAY(r.[event_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) < 18;
GO

-- PER-03 (error): Date of Death must not be before Date of Birth.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'PER-03', N'error', N'Date of Death is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_read AS r
WHERE r.[date_of_death] < r.[date_of_birth];
GO

-- PER-04 (information): Rows where Date of Death is after Reporting Period End Date and not after today are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'PER-04', N'information', N'Date of Death is after the reporting period. Check it. Person details are those on the last day of the period. You may give the later date if the event ended because the person died.', NULL
FROM cld_read AS r
WHERE r.[date_of_death] <= CAST(GETDATE() AS date) AND r.[date_of_death] > r.[reporting_period_end_date];
GO

-- PER-05 (warning): Person Unique Identifier should be the same on all rows with the same NHS Number.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'person_unique_identifier', N'PER-05', N'warning', N'Rows with this NHS Number have different Person Unique Identifiers. If the rows are about one person, give all of them the same identifier. If not, correct the NHS Number that is wrong.', N'Most rows with this NHS Number have another value. See row ' + CAST(r.usual_row AS VARCHAR(20)) + N'.'
FROM (
  SELECT r.[row_number], r.is_usual, MIN(CASE WHEN r.is_usual = 1 THEN r.[row_number] END) OVER (PARTITION BY r.shared) AS usual_row
  FROM (
    SELECT r.[row_number], r.[nhs_number] AS shared, CASE WHEN r.[person_unique_identifier] IS NOT NULL AND 2 * COUNT(*) OVER (PARTITION BY r.[nhs_number], r.[person_unique_identifier]) > (d.known + d.blank) THEN 1 ELSE 0 END AS is_usual
    FROM cld_read AS r
    JOIN (
      SELECT r.[nhs_number] AS shared, MIN(r.[person_unique_identifier]) AS lowest, MAX(r.[person_unique_identifier]) AS highest, COUNT(r.[person_unique_identifier]) AS known, SUM(CASE WHEN r.[person_unique_identifier_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[nhs_number] IS NOT NULL GROUP BY r.[nhs_number]
    ) AS d ON d.shared = r.[nhs_number]
    WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0)) AND (r.[person_unique_identifier] IS NOT NULL OR r.[person_unique_identifier_as_typed] IS NULL)
  ) AS r
) AS r
WHERE r.is_usual = 0;
GO

-- PER-06 (error): Date of Death must not be after today.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'PER-06', N'error', N'Date of Death is in the future. Correct it. If the person has not died, clear it.', NULL
FROM cld_read AS r
WHERE r.[date_of_death] > CAST(GETDATE() AS date);
GO

-- REV-01 (warning): If Event Type is “Review” and Date of Death is filled in, Event End Date should be filled in and not after Date of Death.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'REV-01', N'warning', N'The review was not complete when the person died. Check the dates. Leave out a review that was not completed. Closing a case after a death is not a review.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Review' AND r.[date_of_death] IS NOT NULL AND (r.[event_end_date_as_typed] IS NULL OR r.[event_end_date] > r.[date_of_death]);
GO

-- REV-02 (warning): If Event Type is “Review” and Date of Death is blank, Event End Date should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'REV-02', N'warning', N'Event End Date is blank. If the review is complete, fill in the day on which it was completed. If it will not be completed, leave the row out. If it is still open, leave the row as it is.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Review' AND r.[date_of_death_as_typed] IS NULL AND r.[event_end_date_as_typed] IS NULL;
GO

-- SRV-01 (warning): If Delivery Mechanism begins with “Community:”, Service Type should be “Long Term Support: Community”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'SRV-01', N'warning', N'Delivery Mechanism is one for the community, but Service Type is not Long Term Support: Community. Correct Service Type if it is wrong. If it is right, clear Delivery Mechanism.', NULL
FROM cld_read AS r
WHERE LEFT(r.[delivery_mechanism], 10) + N'|' = N'Community:|' AND r.[service_type] <> N'Long Term Support: Community';
GO

-- SRV-02 (warning): If Service Component is “Equipment”, Event Start Date should not be before the first day of the reporting year that Reporting Period End Date falls in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'SRV-02', N'warning', N'Event Start Date is before the reporting year began. Only equipment that started in the year is expected. Correct the date if it is wrong. If it is right, leave the row out.', NULL
FROM cld_read AS r
WHERE r.[service_component] = N'Equipment' AND r.[event_start_date] < DATEFROMPARTS(YEAR(r.[reporting_period_end_date]) - CASE WHEN MONTH(r.[reporting_period_end_date]) < 4 THEN 1 ELSE 0 END, 4, 1);
GO

-- SRV-03 (information): Rows where Service Component is not “Equipment” that have the same Person Unique Identifier, Service Type, Service Component and Event Start Date are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'SRV-03', N'information', N'This person has the same service, from the same day, on more than one row. A change of price needs no second row: give the latest cost on one row. If these are different services, leave them as they are.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], r.[service_type], r.[service_component], r.[event_start_date] FROM cld_read AS r WHERE (r.[service_component] <> N'Equipment') AND r.[person_unique_identifier] IS NOT NULL AND r.[service_type] IS NOT NULL AND r.[service_component] IS NOT NULL AND r.[event_start_date] IS NOT NULL GROUP BY r.[person_unique_identifier], r.[service_type], r.[service_component], r.[event_start_date] HAVING COUNT(*) > 1
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier] AND d.[service_type] = r.[service_type] AND d.[service_component] = r.[service_component] AND d.[event_start_date] = r.[event_start_date]
WHERE r.[service_component] <> N'Equipment';
GO

-- SRV-04 (information): Rows where only one of Provider CQC ID and Provider Location Name is filled in are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_cqc_id', N'SRV-04', N'information', N'Only one of Provider CQC ID and Provider Location Name is filled in. Fill in the other one if you have it.', NULL
FROM cld_read AS r
WHERE (r.[provider_cqc_id] IS NOT NULL OR r.[provider_location_name] IS NOT NULL) AND (r.[provider_cqc_id_as_typed] IS NULL OR r.[provider_location_name_as_typed] IS NULL);
GO

-- SRV-06 (warning): If Delivery Mechanism begins with “Prison:”, Service Type should be “Long Term Support: Community”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'SRV-06', N'warning', N'Delivery Mechanism is one for prison, but Service Type is not Long Term Support: Community. Check both. If the service is given in prison, leave them as they are. If not, clear Delivery Mechanism, and fill in the cost if the service needs one.', NULL
FROM cld_read AS r
WHERE LEFT(r.[delivery_mechanism], 7) + N'|' = N'Prison:|' AND r.[service_type] <> N'Long Term Support: Community';
GO

-- SRV-07 (warning): Event End Date should be filled in and not after Date of Death if all of these are true: (1) Event Type is “Service”; (2) Event Start Date is not after Date of Death; (3) Date of Death is not after Reporting Period End Date.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'SRV-07', N'warning', N'This service is still open, or ended after Date of Death. Check both dates. If the service did end later, leave the dates as they are.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND r.[event_start_date] <= r.[date_of_death] AND r.[date_of_death] <= r.[reporting_period_end_date] AND (r.[event_end_date_as_typed] IS NULL OR r.[event_end_date] > r.[date_of_death]);
GO

-- SUB-01 (warning): Reporting Period Start Date should be the first day of the reporting year that Reporting Period End Date falls in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'SUB-01', N'warning', N'Reporting Period Start Date is not the first day of the reporting year in which the period ends. Check both dates. The collection is cumulative from 1 April.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_start_date] <> DATEFROMPARTS(YEAR(r.[reporting_period_end_date]) - CASE WHEN MONTH(r.[reporting_period_end_date]) < 4 THEN 1 ELSE 0 END, 4, 1);
GO

-- SUB-02 (warning): Reporting Period End Date should be the last day of the quarter that it falls in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'SUB-02', N'warning', N'Reporting Period End Date is not the last day of a quarter. Check it. Returns are made each quarter, so the period ends on 30 June, 30 September, 31 December or 31 March.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_end_date] <> EOMONTH(r.[reporting_period_end_date], CASE MONTH(r.[reporting_period_end_date]) WHEN 1 THEN 2 WHEN 2 THEN 1 WHEN 3 THEN 0 WHEN 4 THEN 2 WHEN 5 THEN 1 WHEN 6 THEN 0 WHEN 7 THEN 2 WHEN 8 THEN 1 WHEN 9 THEN 0 WHEN 10 THEN 2 WHEN 11 THEN 1 WHEN 12 THEN 0 END);
GO

-- SUB-03 (warning): If Event Start Date is not after today, Reporting Period End Date should not be after today.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'SUB-03', N'warning', N'Reporting Period End Date is in the future. Check it. Person details and costs are those on the last day of the period, which has not come yet.', NULL
FROM cld_read AS r
WHERE r.[event_start_date] <= CAST(GETDATE() AS date) AND r.[reporting_period_end_date] > CAST(GETDATE() AS date);
GO

-- 4. How many findings each rule has, and each finding.
SELECT f.[severity], f.[rule], f.[item], COUNT(*) AS [findings], f.[message]
FROM cld_finding AS f
GROUP BY f.[severity], f.[rule], f.[item], f.[message]
ORDER BY CASE f.[severity] WHEN N'error' THEN 1 WHEN N'warning' THEN 2 ELSE 3 END, COUNT(*) DESC, f.[rule];
GO

SELECT f.[row_number], f.[item], f.[rule], f.[severity], f.[message], f.[suggestion]
FROM cld_finding AS f
ORDER BY f.[row_number], CASE f.[severity] WHEN N'error' THEN 1 WHEN N'warning' THEN 2 ELSE 3 END, f.[rule];
GO
