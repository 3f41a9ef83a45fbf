-- Adult Social Care Client Level Data 4.0, corrected 30 November 2026, SQL Server: validate.sql
-- Checks the rows of the staging table and shows the findings. It sends nothing anywhere.

SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

-- 1. The value of each cell, which is NULL if the cell is unreadable, and the cell as typed.
DROP TABLE IF EXISTS cld_read;
GO
WITH spaces ([position], [space]) AS (
  -- All white space but the space itself.
  SELECT 1, NCHAR(9)
  UNION ALL SELECT 2, NCHAR(10)
  UNION ALL SELECT 3, NCHAR(11)
  UNION ALL SELECT 4, NCHAR(12)
  UNION ALL SELECT 5, NCHAR(13)
  UNION ALL SELECT 6, NCHAR(133)
  UNION ALL SELECT 7, NCHAR(160)
  UNION ALL SELECT 8, NCHAR(5760)
  UNION ALL SELECT 9, NCHAR(8192)
  UNION ALL SELECT 10, NCHAR(8193)
  UNION ALL SELECT 11, NCHAR(8194)
  UNION ALL SELECT 12, NCHAR(8195)
  UNION ALL SELECT 13, NCHAR(8196)
  UNION ALL SELECT 14, NCHAR(8197)
  UNION ALL SELECT 15, NCHAR(8198)
  UNION ALL SELECT 16, NCHAR(8199)
  UNION ALL SELECT 17, NCHAR(8200)
  UNION ALL SELECT 18, NCHAR(8201)
  UNION ALL SELECT 19, NCHAR(8202)
  UNION ALL SELECT 20, NCHAR(8232)
  UNION ALL SELECT 21, NCHAR(8233)
  UNION ALL SELECT 22, NCHAR(8239)
  UNION ALL SELECT 23, NCHAR(8287)
  UNION ALL SELECT 24, NCHAR(12288)
), tidied ([position], [row_number], [la_code], [reporting_year], [reporting_period_start_date], [reporting_period_end_date], [person_unique_identifier], [nhs_number], [first_name], [last_name], [gp_practice_name], [gp_practice_code], [gender], [ethnicity], [date_of_birth], [date_of_death], [primary_support_reason], [postcode], [accommodation_status], [employment_status], [has_informal_carer], [autism_spectrum_disorder], [visual_impairment], [hearing_impairment], [dementia], [event_type], [event_reference], [event_start_date], [event_end_date], [event_description], [event_outcome], [route_of_access], [assessment_type], [eligible_needs_identified], [informal_carer_involved_in_assessment], [service_type], [service_component], [delivery_mechanism], [provider_location_name], [provider_cqc_id], [review_reason], [review_outcomes_achieved], [unit_cost], [cost_frequency], [planned_units_per_week], [full_cost_client]) AS (
  -- Each becomes a space, one after the other. Rows with nothing but printable ASCII characters have none.
  SELECT
    CASE WHEN
      s.[la_code] LIKE N'%[^ -~]%'
      OR s.[reporting_year] LIKE N'%[^ -~]%'
      OR s.[reporting_period_start_date] LIKE N'%[^ -~]%'
      OR s.[reporting_period_end_date] LIKE N'%[^ -~]%'
      OR s.[person_unique_identifier] LIKE N'%[^ -~]%'
      OR s.[nhs_number] LIKE N'%[^ -~]%'
      OR s.[first_name] LIKE N'%[^ -~]%'
      OR s.[last_name] LIKE N'%[^ -~]%'
      OR s.[gp_practice_name] LIKE N'%[^ -~]%'
      OR s.[gp_practice_code] LIKE N'%[^ -~]%'
      OR s.[gender] LIKE N'%[^ -~]%'
      OR s.[ethnicity] LIKE N'%[^ -~]%'
      OR s.[date_of_birth] LIKE N'%[^ -~]%'
      OR s.[date_of_death] LIKE N'%[^ -~]%'
      OR s.[primary_support_reason] LIKE N'%[^ -~]%'
      OR s.[postcode] LIKE N'%[^ -~]%'
      OR s.[accommodation_status] LIKE N'%[^ -~]%'
      OR s.[employment_status] LIKE N'%[^ -~]%'
      OR s.[has_informal_carer] LIKE N'%[^ -~]%'
      OR s.[autism_spectrum_disorder] LIKE N'%[^ -~]%'
      OR s.[visual_impairment] LIKE N'%[^ -~]%'
      OR s.[hearing_impairment] LIKE N'%[^ -~]%'
      OR s.[dementia] LIKE N'%[^ -~]%'
      OR s.[event_type] LIKE N'%[^ -~]%'
      OR s.[event_reference] LIKE N'%[^ -~]%'
      OR s.[event_start_date] LIKE N'%[^ -~]%'
      OR s.[event_end_date] LIKE N'%[^ -~]%'
      OR s.[event_description] LIKE N'%[^ -~]%'
      OR s.[event_outcome] LIKE N'%[^ -~]%'
      OR s.[route_of_access] LIKE N'%[^ -~]%'
      OR s.[assessment_type] LIKE N'%[^ -~]%'
      OR s.[eligible_needs_identified] LIKE N'%[^ -~]%'
      OR s.[informal_carer_involved_in_assessment] LIKE N'%[^ -~]%'
      OR s.[service_type] LIKE N'%[^ -~]%'
      OR s.[service_component] LIKE N'%[^ -~]%'
      OR s.[delivery_mechanism] LIKE N'%[^ -~]%'
      OR s.[provider_location_name] LIKE N'%[^ -~]%'
      OR s.[provider_cqc_id] LIKE N'%[^ -~]%'
      OR s.[review_reason] LIKE N'%[^ -~]%'
      OR s.[review_outcomes_achieved] LIKE N'%[^ -~]%'
      OR s.[unit_cost] LIKE N'%[^ -~]%'
      OR s.[cost_frequency] LIKE N'%[^ -~]%'
      OR s.[planned_units_per_week] LIKE N'%[^ -~]%'
      OR s.[full_cost_client] LIKE N'%[^ -~]%'
    THEN 0 ELSE 24 END,
    s.[row_number] - (SELECT MIN([row_number]) FROM cld_staging) + 2,
    s.[la_code], s.[reporting_year], s.[reporting_period_start_date], s.[reporting_period_end_date], s.[person_unique_identifier], s.[nhs_number], s.[first_name], s.[last_name], s.[gp_practice_name], s.[gp_practice_code], s.[gender], s.[ethnicity], s.[date_of_birth], s.[date_of_death], s.[primary_support_reason], s.[postcode], s.[accommodation_status], s.[employment_status], s.[has_informal_carer], s.[autism_spectrum_disorder], s.[visual_impairment], s.[hearing_impairment], s.[dementia], s.[event_type], s.[event_reference], s.[event_start_date], s.[event_end_date], s.[event_description], s.[event_outcome], s.[route_of_access], s.[assessment_type], s.[eligible_needs_identified], s.[informal_carer_involved_in_assessment], s.[service_type], s.[service_component], s.[delivery_mechanism], s.[provider_location_name], s.[provider_cqc_id], s.[review_reason], s.[review_outcomes_achieved], s.[unit_cost], s.[cost_frequency], s.[planned_units_per_week], s.[full_cost_client]
  FROM cld_staging AS s
  UNION ALL
  SELECT
    p.[position],
    t.[row_number],
    CAST(REPLACE(t.[la_code], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[reporting_year], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[reporting_period_start_date], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[reporting_period_end_date], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[person_unique_identifier], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[nhs_number], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[first_name], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[last_name], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[gp_practice_name], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[gp_practice_code], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[gender], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[ethnicity], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[date_of_birth], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[date_of_death], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[primary_support_reason], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[postcode], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[accommodation_status], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[employment_status], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[has_informal_carer], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[autism_spectrum_disorder], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[visual_impairment], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[hearing_impairment], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[dementia], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_type], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_reference], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_start_date], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_end_date], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_description], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[event_outcome], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[route_of_access], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[assessment_type], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[eligible_needs_identified], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[informal_carer_involved_in_assessment], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[service_type], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[service_component], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[delivery_mechanism], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[provider_location_name], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[provider_cqc_id], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[review_reason], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[review_outcomes_achieved], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[unit_cost], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[cost_frequency], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[planned_units_per_week], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2,
    CAST(REPLACE(t.[full_cost_client], p.[space] COLLATE Latin1_General_100_BIN2, N' ') AS nvarchar(4000)) COLLATE Latin1_General_100_BIN2
  FROM tidied AS t
  JOIN spaces AS p ON p.[position] = t.[position] + 1
)
SELECT
  t.[row_number],
  CASE WHEN t.[la_code] IN (N'716', N'717', N'204', N'908', N'625', N'718', N'406', N'324', N'325', N'304', N'738', N'614', N'209', N'719', N'816', N'909', N'720', N'612', N'305', N'210', N'623', N'702', N'626', N'326', N'327', N'714', N'902', N'407', N'721', N'102', N'117', N'507', N'506', N'912', N'205', N'809', N'408', N'116', N'722', N'214', N'815', N'723', N'620', N'106', N'904', N'703', N'704', N'321', N'705', N'812', N'724', N'725', N'111', N'726', N'415', N'606', N'727', N'728', N'803', N'906', N'706', N'707', N'820', N'215', N'729', N'211', N'315', N'708', N'323', N'212', N'509', N'508', N'709', N'503', N'316', N'611', N'306', N'821', N'730', N'112', N'613', N'107', N'731', N'607', N'216', N'217', N'910', N'108', N'218', N'504', N'104', N'512', N'511', N'307', N'608', N'624', N'913', N'813', N'616', N'732', N'113', N'733', N'308', N'206', N'510', N'309', N'409', N'317', N'207', N'417', N'617', N'410', N'905', N'911', N'109', N'814', N'621', N'710', N'318', N'413', N'310', N'114', N'414', N'609', N'110', N'805', N'734', N'819', N'311', N'418', N'622', N'914', N'711', N'312', N'213', N'411', N'735', N'712', N'322', N'404', N'615', N'807', N'713', N'313', N'817', N'618', N'319', N'619', N'412', N'416', N'219') THEN t.[la_code] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[la_code], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'102' THEN N'102' WHEN N'104' THEN N'104' WHEN N'106' THEN N'106' WHEN N'107' THEN N'107' WHEN N'108' THEN N'108' WHEN N'109' THEN N'109' WHEN N'110' THEN N'110' WHEN N'111' THEN N'111' WHEN N'112' THEN N'112' WHEN N'113' THEN N'113' WHEN N'114' THEN N'114' WHEN N'116' THEN N'116' WHEN N'117' THEN N'117' WHEN N'204' THEN N'204' WHEN N'205' THEN N'205' WHEN N'206' THEN N'206' WHEN N'207' THEN N'207' WHEN N'209' THEN N'209' WHEN N'210' THEN N'210' WHEN N'211' THEN N'211' WHEN N'212' THEN N'212' WHEN N'213' THEN N'213' WHEN N'214' THEN N'214' WHEN N'215' THEN N'215' WHEN N'216' THEN N'216' WHEN N'217' THEN N'217' WHEN N'218' THEN N'218' WHEN N'219' THEN N'219' WHEN N'304' THEN N'304' WHEN N'305' THEN N'305' WHEN N'306' THEN N'306' WHEN N'307' THEN N'307' WHEN N'308' THEN N'308' WHEN N'309' THEN N'309' WHEN N'310' THEN N'310' WHEN N'311' THEN N'311' WHEN N'312' THEN N'312' WHEN N'313' THEN N'313' WHEN N'315' THEN N'315' WHEN N'316' THEN N'316' WHEN N'317' THEN N'317' WHEN N'318' THEN N'318' WHEN N'319' THEN N'319' WHEN N'321' THEN N'321' WHEN N'322' THEN N'322' WHEN N'323' THEN N'323' WHEN N'324' THEN N'324' WHEN N'325' THEN N'325' WHEN N'326' THEN N'326' WHEN N'327' THEN N'327' WHEN N'404' THEN N'404' WHEN N'406' THEN N'406' WHEN N'407' THEN N'407' WHEN N'408' THEN N'408' WHEN N'409' THEN N'409' WHEN N'410' THEN N'410' WHEN N'411' THEN N'411' WHEN N'412' THEN N'412' WHEN N'413' THEN N'413' WHEN N'414' THEN N'414' WHEN N'415' THEN N'415' WHEN N'416' THEN N'416' WHEN N'417' THEN N'417' WHEN N'418' THEN N'418' WHEN N'503' THEN N'503' WHEN N'504' THEN N'504' WHEN N'506' THEN N'506' WHEN N'507' THEN N'507' WHEN N'508' THEN N'508' WHEN N'509' THEN N'509' WHEN N'510' THEN N'510' WHEN N'511' THEN N'511' WHEN N'512' THEN N'512' WHEN N'606' THEN N'606' WHEN N'607' THEN N'607' WHEN N'608' THEN N'608' WHEN N'609' THEN N'609' WHEN N'611' THEN N'611' WHEN N'612' THEN N'612' WHEN N'613' THEN N'613' WHEN N'614' THEN N'614' WHEN N'615' THEN N'615' WHEN N'616' THEN N'616' WHEN N'617' THEN N'617' WHEN N'618' THEN N'618' WHEN N'619' THEN N'619' WHEN N'620' THEN N'620' WHEN N'621' THEN N'621' WHEN N'622' THEN N'622' WHEN N'623' THEN N'623' WHEN N'624' THEN N'624' WHEN N'625' THEN N'625' WHEN N'626' THEN N'626' WHEN N'702' THEN N'702' WHEN N'703' THEN N'703' WHEN N'704' THEN N'704' WHEN N'705' THEN N'705' WHEN N'706' THEN N'706' WHEN N'707' THEN N'707' WHEN N'708' THEN N'708' WHEN N'709' THEN N'709' WHEN N'710' THEN N'710' WHEN N'711' THEN N'711' WHEN N'712' THEN N'712' WHEN N'713' THEN N'713' WHEN N'714' THEN N'714' WHEN N'716' THEN N'716' WHEN N'717' THEN N'717' WHEN N'718' THEN N'718' WHEN N'719' THEN N'719' WHEN N'720' THEN N'720' WHEN N'721' THEN N'721' WHEN N'722' THEN N'722' WHEN N'723' THEN N'723' WHEN N'724' THEN N'724' WHEN N'725' THEN N'725' WHEN N'726' THEN N'726' WHEN N'727' THEN N'727' WHEN N'728' THEN N'728' WHEN N'729' THEN N'729' WHEN N'730' THEN N'730' WHEN N'731' THEN N'731' WHEN N'732' THEN N'732' WHEN N'733' THEN N'733' WHEN N'734' THEN N'734' WHEN N'735' THEN N'735' WHEN N'738' THEN N'738' WHEN N'803' THEN N'803' WHEN N'805' THEN N'805' WHEN N'807' THEN N'807' WHEN N'809' THEN N'809' WHEN N'812' THEN N'812' WHEN N'813' THEN N'813' WHEN N'814' THEN N'814' WHEN N'815' THEN N'815' WHEN N'816' THEN N'816' WHEN N'817' THEN N'817' WHEN N'819' THEN N'819' WHEN N'820' THEN N'820' WHEN N'821' THEN N'821' WHEN N'902' THEN N'902' WHEN N'904' THEN N'904' WHEN N'905' THEN N'905' WHEN N'906' THEN N'906' WHEN N'908' THEN N'908' WHEN N'909' THEN N'909' WHEN N'910' THEN N'910' WHEN N'911' THEN N'911' WHEN N'912' THEN N'912' WHEN N'913' THEN N'913' WHEN N'914' THEN N'914' END END AS [la_code],
  t.[la_code] AS [la_code_as_typed],
  t.[reporting_year] AS [reporting_year],
  CASE WHEN t.[reporting_period_start_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[reporting_period_start_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[reporting_period_start_date], 103) END AS [reporting_period_start_date],
  t.[reporting_period_start_date] AS [reporting_period_start_date_as_typed],
  CASE WHEN t.[reporting_period_end_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[reporting_period_end_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[reporting_period_end_date], 103) END AS [reporting_period_end_date],
  t.[reporting_period_end_date] AS [reporting_period_end_date_as_typed],
  t.[person_unique_identifier] AS [person_unique_identifier],
  CASE WHEN CASE WHEN (t.[nhs_number] LIKE N'[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]') THEN CASE WHEN (11 - (10 * CAST(SUBSTRING(t.[nhs_number], 1, 1) AS int) + 9 * CAST(SUBSTRING(t.[nhs_number], 2, 1) AS int) + 8 * CAST(SUBSTRING(t.[nhs_number], 3, 1) AS int) + 7 * CAST(SUBSTRING(t.[nhs_number], 4, 1) AS int) + 6 * CAST(SUBSTRING(t.[nhs_number], 5, 1) AS int) + 5 * CAST(SUBSTRING(t.[nhs_number], 6, 1) AS int) + 4 * CAST(SUBSTRING(t.[nhs_number], 7, 1) AS int) + 3 * CAST(SUBSTRING(t.[nhs_number], 8, 1) AS int) + 2 * CAST(SUBSTRING(t.[nhs_number], 9, 1) AS int)) % 11) % 11 = CAST(SUBSTRING(t.[nhs_number], 10, 1) AS int) THEN 1 ELSE 0 END ELSE 0 END = 1 THEN t.[nhs_number] END AS [nhs_number],
  t.[nhs_number] AS [nhs_number_as_typed],
  t.[first_name] AS [first_name],
  t.[last_name] AS [last_name],
  t.[gp_practice_name] AS [gp_practice_name],
  t.[gp_practice_code] AS [gp_practice_code],
  CASE WHEN t.[gender] IN (N'Female', N'Male', N'Not known') THEN t.[gender] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[gender], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'female' THEN N'Female' WHEN N'male' THEN N'Male' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' END END AS [gender],
  t.[gender] AS [gender_as_typed],
  CASE WHEN t.[ethnicity] IN (N'White (English / Welsh / Scottish / Northern Irish / British)', N'White Irish', N'White (Gypsy or Irish Traveller)', N'Any other White background', N'White and Black Caribbean', N'White and Black African', N'White and Asian', N'Any other mixed / multiple ethnic background', N'Indian', N'Pakistani', N'Bangladeshi', N'Chinese', N'Any other Asian background', N'African', N'Caribbean', N'Any other Black / African / Caribbean background', N'Arab', N'Any other ethnic group', N'Refused', N'Undeclared / Not known') THEN t.[ethnicity] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[ethnicity], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'african' THEN N'African' WHEN N'any other asian background' THEN N'Any other Asian background' WHEN N'any other black / african / caribbean background' THEN N'Any other Black / African / Caribbean background' WHEN N'any other ethnic group' THEN N'Any other ethnic group' WHEN N'any other mixed / multiple ethnic background' THEN N'Any other mixed / multiple ethnic background' WHEN N'any other white background' THEN N'Any other White background' WHEN N'arab' THEN N'Arab' WHEN N'bangladeshi' THEN N'Bangladeshi' WHEN N'caribbean' THEN N'Caribbean' WHEN N'chinese' THEN N'Chinese' WHEN N'indian' THEN N'Indian' WHEN N'pakistani' THEN N'Pakistani' WHEN N'refused' THEN N'Refused' WHEN N'undeclared / not known' THEN N'Undeclared / Not known' WHEN N'white (english / welsh / scottish / northern irish / british)' THEN N'White (English / Welsh / Scottish / Northern Irish / British)' WHEN N'white (gypsy or irish traveller)' THEN N'White (Gypsy or Irish Traveller)' WHEN N'white and asian' THEN N'White and Asian' WHEN N'white and black african' THEN N'White and Black African' WHEN N'white and black caribbean' THEN N'White and Black Caribbean' WHEN N'white irish' THEN N'White Irish' END END AS [ethnicity],
  t.[ethnicity] AS [ethnicity_as_typed],
  CASE WHEN t.[date_of_birth] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[date_of_birth], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[date_of_birth], 103) END AS [date_of_birth],
  t.[date_of_birth] AS [date_of_birth_as_typed],
  CASE WHEN t.[date_of_death] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[date_of_death], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[date_of_death], 103) END AS [date_of_death],
  t.[date_of_death] AS [date_of_death_as_typed],
  CASE WHEN t.[primary_support_reason] IN (N'Physical Support: Access & mobility only', N'Physical Support: Personal care support', N'Sensory Support: Support for visual impairment', N'Sensory Support: Support for hearing impairment', N'Sensory Support: Support for dual impairment', N'Support with Memory & Cognition', N'Learning Disability Support', N'Mental Health Support', N'Social Support: Substance misuse support', N'Social Support: Asylum seeker support', N'Social Support: Support for Social Isolation/Other', N'PSR Not Known') THEN t.[primary_support_reason] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[primary_support_reason], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'learning disability support' THEN N'Learning Disability Support' WHEN N'mental health support' THEN N'Mental Health Support' WHEN N'physical support: access & mobility only' THEN N'Physical Support: Access & mobility only' WHEN N'physical support: personal care support' THEN N'Physical Support: Personal care support' WHEN N'psr not known' THEN N'PSR Not Known' WHEN N'sensory support: support for dual impairment' THEN N'Sensory Support: Support for dual impairment' WHEN N'sensory support: support for hearing impairment' THEN N'Sensory Support: Support for hearing impairment' WHEN N'sensory support: support for visual impairment' THEN N'Sensory Support: Support for visual impairment' WHEN N'social support: asylum seeker support' THEN N'Social Support: Asylum seeker support' WHEN N'social support: substance misuse support' THEN N'Social Support: Substance misuse support' WHEN N'social support: support for social isolation/other' THEN N'Social Support: Support for Social Isolation/Other' WHEN N'support with memory & cognition' THEN N'Support with Memory & Cognition' END END AS [primary_support_reason],
  t.[primary_support_reason] AS [primary_support_reason_as_typed],
  CASE WHEN (t.[postcode] LIKE N'[A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]') THEN t.[postcode] END AS [postcode],
  t.[postcode] AS [postcode_as_typed],
  CASE WHEN t.[accommodation_status] IN (N'Owner occupier or shared ownership scheme', N'Tenant', N'Tenant - private landlord', N'Settled mainstream housing with family / friends', N'Supported accommodation / supported lodgings / supported group home', N'Shared Lives scheme', N'Approved premises for offenders released from prison or under probation supervision', N'Sheltered housing / extra care housing / other sheltered housing', N'Mobile accommodation for Gypsy / Roma and Traveller communities', N'Rough sleeper / squatting', N'Night shelter / emergency hostel / direct access hostel', N'Refuge', N'Placed in temporary accommodation by the council (inc. homelessness resettlement)', N'Staying with family / friends as a short-term guest', N'Acute / long-term healthcare residential facility or hospital', N'Registered care home', N'Registered nursing home', N'Prison / Young offenders institution / detention centre', N'Other temporary accommodation', N'Unknown') THEN t.[accommodation_status] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[accommodation_status], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'acute / long-term healthcare residential facility or hospital' THEN N'Acute / long-term healthcare residential facility or hospital' WHEN N'approved premises for offenders released from prison or under probation supervision' THEN N'Approved premises for offenders released from prison or under probation supervision' WHEN N'mobile accommodation for gypsy / roma and traveller communities' THEN N'Mobile accommodation for Gypsy / Roma and Traveller communities' WHEN N'night shelter / emergency hostel / direct access hostel' THEN N'Night shelter / emergency hostel / direct access hostel' WHEN N'other temporary accommodation' THEN N'Other temporary accommodation' WHEN N'owner occupier or shared ownership scheme' THEN N'Owner occupier or shared ownership scheme' WHEN N'placed in temporary accommodation by the council (inc. homelessness resettlement)' THEN N'Placed in temporary accommodation by the council (inc. homelessness resettlement)' WHEN N'prison / young offenders institution / detention centre' THEN N'Prison / Young offenders institution / detention centre' WHEN N'refuge' THEN N'Refuge' WHEN N'registered care home' THEN N'Registered care home' WHEN N'registered nursing home' THEN N'Registered nursing home' WHEN N'residential care home' THEN N'Registered care home' WHEN N'rough sleeper / squatting' THEN N'Rough sleeper / squatting' WHEN N'settled mainstream housing with family / friends' THEN N'Settled mainstream housing with family / friends' WHEN N'shared lives scheme' THEN N'Shared Lives scheme' WHEN N'sheltered housing / extra care housing / other sheltered housing' THEN N'Sheltered housing / extra care housing / other sheltered housing' WHEN N'staying with family / friends as a short-term guest' THEN N'Staying with family / friends as a short-term guest' WHEN N'supported accommodation / supported lodgings / supported group home' THEN N'Supported accommodation / supported lodgings / supported group home' WHEN N'tenant' THEN N'Tenant' WHEN N'tenant - private landlord' THEN N'Tenant - private landlord' WHEN N'unknown' THEN N'Unknown' END END AS [accommodation_status],
  t.[accommodation_status] AS [accommodation_status_as_typed],
  CASE WHEN t.[employment_status] IN (N'Paid: Less than 16 hours a week', N'Paid: 16 or more hours a week', N'Not in Paid Employment (seeking work)', N'Not in Paid Employment (not actively seeking work / retired)', N'Not in Paid Employment (voluntary work only)', N'Unknown') THEN t.[employment_status] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[employment_status], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'not in employment - voluntary work only' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'not in paid employment (not actively seeking work / retired)' THEN N'Not in Paid Employment (not actively seeking work / retired)' WHEN N'not in paid employment (seeking work)' THEN N'Not in Paid Employment (seeking work)' WHEN N'not in paid employment (voluntary work only)' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'not in paid employment (voluntary work only)**new**' THEN N'Not in Paid Employment (voluntary work only)' WHEN N'paid: 16 or more hours a week' THEN N'Paid: 16 or more hours a week' WHEN N'paid: less than 16 hours a week' THEN N'Paid: Less than 16 hours a week' WHEN N'unknown' THEN N'Unknown' END END AS [employment_status],
  t.[employment_status] AS [employment_status_as_typed],
  CASE WHEN t.[has_informal_carer] IN (N'Yes', N'No', N'Not known') THEN t.[has_informal_carer] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[has_informal_carer], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS [has_informal_carer],
  t.[has_informal_carer] AS [has_informal_carer_as_typed],
  CASE WHEN t.[autism_spectrum_disorder] IN (N'Yes', N'No', N'Not known') THEN t.[autism_spectrum_disorder] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[autism_spectrum_disorder], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS [autism_spectrum_disorder],
  t.[autism_spectrum_disorder] AS [autism_spectrum_disorder_as_typed],
  CASE WHEN t.[visual_impairment] IN (N'Blind/severely sight impaired', N'Partial sight/sight impaired', N'No visual impairment', N'Unknown') THEN t.[visual_impairment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[visual_impairment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'blind/severely sight impaired' THEN N'Blind/severely sight impaired' WHEN N'no visual impairment' THEN N'No visual impairment' WHEN N'partial sight/sight impaired' THEN N'Partial sight/sight impaired' WHEN N'unknown' THEN N'Unknown' END END AS [visual_impairment],
  t.[visual_impairment] AS [visual_impairment_as_typed],
  CASE WHEN t.[hearing_impairment] IN (N'Deaf with speech', N'Deaf without speech', N'Hard of hearing', N'No hearing impairment', N'Unknown') THEN t.[hearing_impairment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[hearing_impairment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'deaf with speech' THEN N'Deaf with speech' WHEN N'deaf without speech' THEN N'Deaf without speech' WHEN N'hard of hearing' THEN N'Hard of hearing' WHEN N'no hearing impairment' THEN N'No hearing impairment' WHEN N'people who are deaf with speech' THEN N'Deaf with speech' WHEN N'people who are deaf without speech' THEN N'Deaf without speech' WHEN N'people who are hard of hearing' THEN N'Hard of hearing' WHEN N'unknown' THEN N'Unknown' END END AS [hearing_impairment],
  t.[hearing_impairment] AS [hearing_impairment_as_typed],
  CASE WHEN t.[dementia] IN (N'Yes', N'No', N'Not known') THEN t.[dementia] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[dementia], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Not known' WHEN N'no' THEN N'No' WHEN N'not known' THEN N'Not known' WHEN N'unknown' THEN N'Not known' WHEN N'yes' THEN N'Yes' END END AS [dementia],
  t.[dementia] AS [dementia_as_typed],
  CASE WHEN t.[event_type] IN (N'Request', N'Assessment', N'Service', N'Review') THEN t.[event_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[event_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'assessment' THEN N'Assessment' WHEN N'assessments' THEN N'Assessment' WHEN N'assmt' THEN N'Assessment' WHEN N'request' THEN N'Request' WHEN N'requests' THEN N'Request' WHEN N'review' THEN N'Review' WHEN N'reviews' THEN N'Review' WHEN N'service' THEN N'Service' WHEN N'services' THEN N'Service' END END AS [event_type],
  t.[event_type] AS [event_type_as_typed],
  t.[event_reference] AS [event_reference],
  CASE WHEN t.[event_start_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[event_start_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[event_start_date], 103) END AS [event_start_date],
  t.[event_start_date] AS [event_start_date_as_typed],
  CASE WHEN t.[event_end_date] LIKE N'[0-3][0-9]/[01][0-9]/[0-9][0-9][0-9][0-9]' AND SUBSTRING(t.[event_end_date], 7, 4) BETWEEN N'1900' AND N'2999' THEN TRY_CONVERT(date, t.[event_end_date], 103) END AS [event_end_date],
  t.[event_end_date] AS [event_end_date_as_typed],
  t.[event_description] AS [event_description],
  CASE WHEN t.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Admitted to hospital', N'Progress to Re-assessment', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'No change in package', N'Service ended as planned', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Information & Advice / Signposting only', N'NFA - Deceased', N'NFA - No services offered: Other reason', N'NFA - Support ended: Other reason') THEN t.[event_outcome] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[event_outcome], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'admitted to hospital' THEN N'Admitted to hospital' WHEN N'nfa - 100% nhs funded care' THEN N'NFA - 100% NHS funded care' WHEN N'nfa - 100% nhs-funded care' THEN N'NFA - 100% NHS funded care' WHEN N'nfa - deceased' THEN N'NFA - Deceased' WHEN N'nfa - information & advice / signposting only' THEN N'NFA - Information & Advice / Signposting only' WHEN N'nfa - moved to another la' THEN N'NFA - Moved to another LA' WHEN N'nfa - no services offered - other reason' THEN N'NFA - No services offered: Other reason' WHEN N'nfa - no services offered: other reason' THEN N'NFA - No services offered: Other reason' WHEN N'nfa - self-funded client' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - self-funded client (inc 12wk disregard)' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - self-funded client (inc. 12wk disregard)' THEN N'NFA - Self-funded client (inc 12wk disregard)' WHEN N'nfa - support declined' THEN N'NFA - Support declined' WHEN N'nfa - support ended – other reason' THEN N'NFA - Support ended: Other reason' WHEN N'nfa - support ended: other reason' THEN N'NFA - Support ended: Other reason' WHEN N'no change in package' THEN N'No change in package' WHEN N'progress to assessment / unplanned review' THEN N'Progress to Assessment / Unplanned Review' WHEN N'progress to end of life care' THEN N'Progress to End of Life Care' WHEN N'progress to re-assessment' THEN N'Progress to Re-assessment' WHEN N'progress to reablement / st-max' THEN N'Progress to Reablement/ST-Max' WHEN N'progress to reablement/st-max' THEN N'Progress to Reablement/ST-Max' WHEN N'progress to support planning / services' THEN N'Progress to Support Planning / Services' WHEN N'progress to support planning / services*' THEN N'Progress to Support Planning / Services' WHEN N'service ended as planned' THEN N'Service ended as planned' END END AS [event_outcome],
  t.[event_outcome] AS [event_outcome_as_typed],
  CASE WHEN t.[route_of_access] IN (N'Planned Entry (Transition)', N'Discharge from Hospital', N'Diversion from Hospital Services', N'Community / Other route', N'Prison', N'Self-Funder with depleted funds', N'Self-Funder with depleted funds - 12-wk disregard or DPA', N'Discharge from Reablement') THEN t.[route_of_access] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[route_of_access], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community / other route' THEN N'Community / Other route' WHEN N'discharge from hospital' THEN N'Discharge from Hospital' WHEN N'discharge from reablement' THEN N'Discharge from Reablement' WHEN N'discharge from reablement ** new (voluntary)**' THEN N'Discharge from Reablement' WHEN N'discharge from reablement **new**' THEN N'Discharge from Reablement' WHEN N'diversion from hospital services' THEN N'Diversion from Hospital Services' WHEN N'planned entry (transition)' THEN N'Planned Entry (Transition)' WHEN N'prison' THEN N'Prison' WHEN N'self-funder with depleted funds' THEN N'Self-Funder with depleted funds' WHEN N'self-funder with depleted funds - 12-wk disregard or dpa' THEN N'Self-Funder with depleted funds - 12-wk disregard or DPA' END END AS [route_of_access],
  t.[route_of_access] AS [route_of_access_as_typed],
  CASE WHEN t.[assessment_type] IN (N'Short Term Assessment', N'Long Term Assessment', N'Transitions Assessment') THEN t.[assessment_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[assessment_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'long term assessment' THEN N'Long Term Assessment' WHEN N'long term support assessment' THEN N'Long Term Assessment' WHEN N'short term assessment' THEN N'Short Term Assessment' WHEN N'short term support assessment' THEN N'Short Term Assessment' WHEN N'transitions assessment' THEN N'Transitions Assessment' END END AS [assessment_type],
  t.[assessment_type] AS [assessment_type_as_typed],
  CASE WHEN t.[eligible_needs_identified] IN (N'Eligible needs identified', N'Non-eligible needs identified', N'No needs identified', N'Not applicable') THEN t.[eligible_needs_identified] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[eligible_needs_identified], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'eligible needs identified' THEN N'Eligible needs identified' WHEN N'no needs identified' THEN N'No needs identified' WHEN N'non-eligible needs identified' THEN N'Non-eligible needs identified' WHEN N'not applicable' THEN N'Not applicable' END END AS [eligible_needs_identified],
  t.[eligible_needs_identified] AS [eligible_needs_identified_as_typed],
  CASE WHEN t.[informal_carer_involved_in_assessment] IN (N'Yes', N'No', N'Don''t know') THEN t.[informal_carer_involved_in_assessment] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[informal_carer_involved_in_assessment], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'don''t know' THEN N'Don''t know' WHEN N'no' THEN N'No' WHEN N'yes' THEN N'Yes' END END AS [informal_carer_involved_in_assessment],
  t.[informal_carer_involved_in_assessment] AS [informal_carer_involved_in_assessment_as_typed],
  CASE WHEN t.[service_type] IN (N'Short Term Support: ST-Max', N'Short Term Support: Ongoing Low Level', N'Short Term Support: Other Short Term', N'Long Term Support: Nursing Care', N'Long Term Support: Residential Care', N'Long Term Support: Community') THEN t.[service_type] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[service_type], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community' THEN N'Long Term Support: Community' WHEN N'long term support: community' THEN N'Long Term Support: Community' WHEN N'long term support: nursing care' THEN N'Long Term Support: Nursing Care' WHEN N'long term support: residential care' THEN N'Long Term Support: Residential Care' WHEN N'short term support: ongoing low level' THEN N'Short Term Support: Ongoing Low Level' WHEN N'short term support: other short term' THEN N'Short Term Support: Other Short Term' WHEN N'short term support: st-max' THEN N'Short Term Support: ST-Max' END END AS [service_type],
  t.[service_type] AS [service_type_as_typed],
  CASE WHEN t.[service_component] IN (N'Reablement', N'Short Term Nursing Care', N'Short Term Residential Care', N'Long Term Nursing Care', N'Long Term Residential Care', N'Home Support', N'Day Support', N'Meals', N'Transport', N'Equipment', N'Direct Payment', N'Shared Lives', N'Community Supported Living', N'Professional Support', N'Learning/Education/Employment Support', N'End of Life Care', N'Emergency Support', N'Other Short Term Support', N'Other Long Term Support') THEN t.[service_component] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[service_component], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community supported living' THEN N'Community Supported Living' WHEN N'day care' THEN N'Day Support' WHEN N'day support' THEN N'Day Support' WHEN N'direct payment' THEN N'Direct Payment' WHEN N'direct payments' THEN N'Direct Payment' WHEN N'emergency support' THEN N'Emergency Support' WHEN N'end of life care' THEN N'End of Life Care' WHEN N'equipment' THEN N'Equipment' WHEN N'home care' THEN N'Home Support' WHEN N'home support' THEN N'Home Support' WHEN N'learning/education/employment support' THEN N'Learning/Education/Employment Support' WHEN N'long term nursing care' THEN N'Long Term Nursing Care' WHEN N'long term residential care' THEN N'Long Term Residential Care' WHEN N'meals' THEN N'Meals' WHEN N'other long term community support' THEN N'Other Long Term Support' WHEN N'other long term support' THEN N'Other Long Term Support' WHEN N'other short term support' THEN N'Other Short Term Support' WHEN N'professional support' THEN N'Professional Support' WHEN N'reablement' THEN N'Reablement' WHEN N'shared lives' THEN N'Shared Lives' WHEN N'short term nursing care' THEN N'Short Term Nursing Care' WHEN N'short term residential care' THEN N'Short Term Residential Care' WHEN N'transport' THEN N'Transport' END END AS [service_component],
  t.[service_component] AS [service_component_as_typed],
  CASE WHEN t.[delivery_mechanism] IN (N'Community: Direct Payment', N'Community: CASSR Managed Personal Budget', N'Community: CASSR Commissioned Support', N'Prison: CASSR Managed Personal Budget', N'Prison: CASSR Commissioned Support') THEN t.[delivery_mechanism] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[delivery_mechanism], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'community: cassr commissioned support' THEN N'Community: CASSR Commissioned Support' WHEN N'community: cassr managed personal budget' THEN N'Community: CASSR Managed Personal Budget' WHEN N'community: direct payment' THEN N'Community: Direct Payment' WHEN N'prison: cassr commissioned support' THEN N'Prison: CASSR Commissioned Support' WHEN N'prison: cassr managed personal budget' THEN N'Prison: CASSR Managed Personal Budget' END END AS [delivery_mechanism],
  t.[delivery_mechanism] AS [delivery_mechanism_as_typed],
  t.[provider_location_name] AS [provider_location_name],
  t.[provider_cqc_id] AS [provider_cqc_id],
  CASE WHEN t.[review_reason] IN (N'Planned', N'Unplanned - Hospital (Planned and unplanned episodes)', N'Unplanned - Carer related', N'Unplanned - Safeguarding concern', N'Unplanned - Other Reason', N'Unplanned - Provider Failure', N'Unplanned - Change in Commissioning arrangements') THEN t.[review_reason] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[review_reason], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'planned' THEN N'Planned' WHEN N'unplanned - carer related' THEN N'Unplanned - Carer related' WHEN N'unplanned - change in commissioning arrangements' THEN N'Unplanned - Change in Commissioning arrangements' WHEN N'unplanned - hospital (planned and unplanned episodes)' THEN N'Unplanned - Hospital (Planned and unplanned episodes)' WHEN N'unplanned - other reason' THEN N'Unplanned - Other Reason' WHEN N'unplanned - provider failure' THEN N'Unplanned - Provider Failure' WHEN N'unplanned - safeguarding concern' THEN N'Unplanned - Safeguarding concern' END END AS [review_reason],
  t.[review_reason] AS [review_reason_as_typed],
  CASE WHEN t.[review_outcomes_achieved] IN (N'Fully Met', N'Partially Met', N'Not Met') THEN t.[review_outcomes_achieved] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[review_outcomes_achieved], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'fully met' THEN N'Fully Met' WHEN N'not met' THEN N'Not Met' WHEN N'partially met' THEN N'Partially Met' END END AS [review_outcomes_achieved],
  t.[review_outcomes_achieved] AS [review_outcomes_achieved_as_typed],
  CASE WHEN t.[unit_cost] LIKE N'%[0-9]' AND NOT t.[unit_cost] LIKE N'%[^0-9.-]%' AND NOT t.[unit_cost] LIKE N'_%-%' AND NOT t.[unit_cost] LIKE N'%.%.%' AND NOT t.[unit_cost] LIKE N'.%' AND NOT t.[unit_cost] LIKE N'-.%' AND NOT t.[unit_cost] LIKE N'%.[0-9][0-9][0-9]%' AND CHARINDEX(N'.', t.[unit_cost] + N'.') - CASE WHEN t.[unit_cost] LIKE N'-%' THEN 2 ELSE 1 END <= 10 THEN TRY_CONVERT(decimal(12, 2), t.[unit_cost]) END AS [unit_cost],
  t.[unit_cost] AS [unit_cost_as_typed],
  CASE WHEN t.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily', N'Weekly', N'Fortnightly', N'4-weekly', N'Monthly', N'Quarterly', N'Annually', N'One-off') THEN t.[cost_frequency] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[cost_frequency], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'4-weekly' THEN N'4-weekly' WHEN N'annually' THEN N'Annually' WHEN N'daily' THEN N'Daily' WHEN N'fortnightly' THEN N'Fortnightly' WHEN N'hourly' THEN N'Hourly' WHEN N'monthly' THEN N'Monthly' WHEN N'one-off' THEN N'One-off' WHEN N'one-off payment' THEN N'One-off' WHEN N'per session' THEN N'Per Session' WHEN N'quarterly' THEN N'Quarterly' WHEN N'weekly' THEN N'Weekly' END END AS [cost_frequency],
  t.[cost_frequency] AS [cost_frequency_as_typed],
  CASE WHEN t.[planned_units_per_week] LIKE N'%[0-9]' AND NOT t.[planned_units_per_week] LIKE N'%[^0-9.-]%' AND NOT t.[planned_units_per_week] LIKE N'_%-%' AND NOT t.[planned_units_per_week] LIKE N'%.%.%' AND NOT t.[planned_units_per_week] LIKE N'.%' AND NOT t.[planned_units_per_week] LIKE N'-.%' AND NOT t.[planned_units_per_week] LIKE N'%.[0-9][0-9][0-9]%' AND CHARINDEX(N'.', t.[planned_units_per_week] + N'.') - CASE WHEN t.[planned_units_per_week] LIKE N'-%' THEN 2 ELSE 1 END <= 10 THEN TRY_CONVERT(decimal(12, 2), t.[planned_units_per_week]) END AS [planned_units_per_week],
  t.[planned_units_per_week] AS [planned_units_per_week_as_typed],
  CASE WHEN t.[full_cost_client] IN (N'Yes', N'No') THEN t.[full_cost_client] ELSE CASE LOWER(REPLACE(REPLACE(REPLACE(t.[full_cost_client], N' ', NCHAR(1) + NCHAR(2)), NCHAR(2) + NCHAR(1), N''), NCHAR(1) + NCHAR(2), N' ')) WHEN N'no' THEN N'No' WHEN N'yes' THEN N'Yes' END END AS [full_cost_client],
  t.[full_cost_client] AS [full_cost_client_as_typed]
INTO cld_read
FROM (
  SELECT
    t.[row_number],
    NULLIF(LTRIM(RTRIM(t.[la_code])), N'') AS [la_code],
    NULLIF(LTRIM(RTRIM(t.[reporting_year])), N'') AS [reporting_year],
    NULLIF(LTRIM(RTRIM(t.[reporting_period_start_date])), N'') AS [reporting_period_start_date],
    NULLIF(LTRIM(RTRIM(t.[reporting_period_end_date])), N'') AS [reporting_period_end_date],
    NULLIF(LTRIM(RTRIM(t.[person_unique_identifier])), N'') AS [person_unique_identifier],
    NULLIF(LTRIM(RTRIM(t.[nhs_number])), N'') AS [nhs_number],
    NULLIF(LTRIM(RTRIM(t.[first_name])), N'') AS [first_name],
    NULLIF(LTRIM(RTRIM(t.[last_name])), N'') AS [last_name],
    NULLIF(LTRIM(RTRIM(t.[gp_practice_name])), N'') AS [gp_practice_name],
    NULLIF(LTRIM(RTRIM(t.[gp_practice_code])), N'') AS [gp_practice_code],
    NULLIF(LTRIM(RTRIM(t.[gender])), N'') AS [gender],
    NULLIF(LTRIM(RTRIM(t.[ethnicity])), N'') AS [ethnicity],
    NULLIF(LTRIM(RTRIM(t.[date_of_birth])), N'') AS [date_of_birth],
    NULLIF(LTRIM(RTRIM(t.[date_of_death])), N'') AS [date_of_death],
    NULLIF(LTRIM(RTRIM(t.[primary_support_reason])), N'') AS [primary_support_reason],
    NULLIF(LTRIM(RTRIM(t.[postcode])), N'') AS [postcode],
    NULLIF(LTRIM(RTRIM(t.[accommodation_status])), N'') AS [accommodation_status],
    NULLIF(LTRIM(RTRIM(t.[employment_status])), N'') AS [employment_status],
    NULLIF(LTRIM(RTRIM(t.[has_informal_carer])), N'') AS [has_informal_carer],
    NULLIF(LTRIM(RTRIM(t.[autism_spectrum_disorder])), N'') AS [autism_spectrum_disorder],
    NULLIF(LTRIM(RTRIM(t.[visual_impairment])), N'') AS [visual_impairment],
    NULLIF(LTRIM(RTRIM(t.[hearing_impairment])), N'') AS [hearing_impairment],
    NULLIF(LTRIM(RTRIM(t.[dementia])), N'') AS [dementia],
    NULLIF(LTRIM(RTRIM(t.[event_type])), N'') AS [event_type],
    NULLIF(LTRIM(RTRIM(t.[event_reference])), N'') AS [event_reference],
    NULLIF(LTRIM(RTRIM(t.[event_start_date])), N'') AS [event_start_date],
    NULLIF(LTRIM(RTRIM(t.[event_end_date])), N'') AS [event_end_date],
    NULLIF(LTRIM(RTRIM(t.[event_description])), N'') AS [event_description],
    NULLIF(LTRIM(RTRIM(t.[event_outcome])), N'') AS [event_outcome],
    NULLIF(LTRIM(RTRIM(t.[route_of_access])), N'') AS [route_of_access],
    NULLIF(LTRIM(RTRIM(t.[assessment_type])), N'') AS [assessment_type],
    NULLIF(LTRIM(RTRIM(t.[eligible_needs_identified])), N'') AS [eligible_needs_identified],
    NULLIF(LTRIM(RTRIM(t.[informal_carer_involved_in_assessment])), N'') AS [informal_carer_involved_in_assessment],
    NULLIF(LTRIM(RTRIM(t.[service_type])), N'') AS [service_type],
    NULLIF(LTRIM(RTRIM(t.[service_component])), N'') AS [service_component],
    NULLIF(LTRIM(RTRIM(t.[delivery_mechanism])), N'') AS [delivery_mechanism],
    NULLIF(LTRIM(RTRIM(t.[provider_location_name])), N'') AS [provider_location_name],
    NULLIF(LTRIM(RTRIM(t.[provider_cqc_id])), N'') AS [provider_cqc_id],
    NULLIF(LTRIM(RTRIM(t.[review_reason])), N'') AS [review_reason],
    NULLIF(LTRIM(RTRIM(t.[review_outcomes_achieved])), N'') AS [review_outcomes_achieved],
    NULLIF(LTRIM(RTRIM(t.[unit_cost])), N'') AS [unit_cost],
    NULLIF(LTRIM(RTRIM(t.[cost_frequency])), N'') AS [cost_frequency],
    NULLIF(LTRIM(RTRIM(t.[planned_units_per_week])), N'') AS [planned_units_per_week],
    NULLIF(LTRIM(RTRIM(t.[full_cost_client])), N'') AS [full_cost_client]
  FROM tidied AS t
  WHERE t.[position] = 24
) AS t;
GO

-- 2. The findings.
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

-- la_code.required (error): LA Code must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.required', N'error', N'LA Code is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[la_code_as_typed] IS NULL;
GO

-- la_code.same (warning): LA Code should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.same', N'warning', N'LA Code is not the same on every row of the return. Give the correct value on all of them.', NULL
FROM cld_read AS r
CROSS JOIN (
  SELECT MIN(r.[la_code]) AS lowest, MAX(r.[la_code]) AS highest FROM cld_read AS r WHERE r.[la_code] IS NOT NULL
) AS d
LEFT JOIN (
  SELECT r.[la_code] AS usual, COUNT(*) AS rows_with FROM cld_read AS r WHERE r.[la_code] IS NOT NULL GROUP BY r.[la_code] HAVING 2 * COUNT(*) > (SELECT COUNT(*) FROM cld_read AS r WHERE r.[la_code] IS NOT NULL)
) AS m ON 1 = 1
WHERE d.lowest <> d.highest
  AND r.[la_code] IS NOT NULL
  AND (m.rows_with IS NULL OR CASE WHEN r.[la_code] = m.usual THEN 1 ELSE 0 END = 0);
GO

-- reporting_year.required (error): Reporting Year must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_year', N'reporting_year.required', N'error', N'Reporting Year is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_year] IS NULL;
GO

-- reporting_year.same (warning): Reporting Year should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_year', N'reporting_year.same', N'warning', N'Reporting Year is not the same on every row of the return. Give the correct value on all of them.', NULL
FROM cld_read AS r
CROSS JOIN (
  SELECT MIN(r.[reporting_year]) AS lowest, MAX(r.[reporting_year]) AS highest FROM cld_read AS r WHERE r.[reporting_year] IS NOT NULL
) AS d
LEFT JOIN (
  SELECT r.[reporting_year] AS usual, COUNT(*) AS rows_with FROM cld_read AS r WHERE r.[reporting_year] IS NOT NULL GROUP BY r.[reporting_year] HAVING 2 * COUNT(*) > (SELECT COUNT(*) FROM cld_read AS r WHERE r.[reporting_year] IS NOT NULL)
) AS m ON 1 = 1
WHERE d.lowest <> d.highest
  AND r.[reporting_year] IS NOT NULL
  AND (m.rows_with IS NULL OR CASE WHEN r.[reporting_year] = m.usual THEN 1 ELSE 0 END = 0);
GO

-- reporting_period_start_date.type (error): If Reporting Period Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.type', N'error', N'Reporting Period Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_start_date_as_typed] IS NOT NULL AND r.[reporting_period_start_date] IS NULL;
GO

-- reporting_period_start_date.required (error): Reporting Period Start Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.required', N'error', N'Reporting Period Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_start_date_as_typed] IS NULL;
GO

-- reporting_period_start_date.same (warning): Reporting Period Start Date should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.same', N'warning', N'Reporting Period Start Date is not the same on every row of the return. Give the correct value on all of them.', NULL
FROM cld_read AS r
CROSS JOIN (
  SELECT MIN(r.[reporting_period_start_date]) AS lowest, MAX(r.[reporting_period_start_date]) AS highest FROM cld_read AS r WHERE r.[reporting_period_start_date] IS NOT NULL
) AS d
LEFT JOIN (
  SELECT r.[reporting_period_start_date] AS usual, COUNT(*) AS rows_with FROM cld_read AS r WHERE r.[reporting_period_start_date] IS NOT NULL GROUP BY r.[reporting_period_start_date] HAVING 2 * COUNT(*) > (SELECT COUNT(*) FROM cld_read AS r WHERE r.[reporting_period_start_date] IS NOT NULL)
) AS m ON 1 = 1
WHERE d.lowest <> d.highest
  AND r.[reporting_period_start_date] IS NOT NULL
  AND (m.rows_with IS NULL OR CASE WHEN r.[reporting_period_start_date] = m.usual THEN 1 ELSE 0 END = 0);
GO

-- reporting_period_end_date.type (error): If Reporting Period End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.type', N'error', N'Reporting Period End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_end_date_as_typed] IS NOT NULL AND r.[reporting_period_end_date] IS NULL;
GO

-- reporting_period_end_date.required (error): Reporting Period End Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.required', N'error', N'Reporting Period End Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[reporting_period_end_date_as_typed] IS NULL;
GO

-- reporting_period_end_date.same (warning): Reporting Period End Date should be the same on all rows of a return.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.same', N'warning', N'Reporting Period End Date is not the same on every row of the return. Give the correct value on all of them.', NULL
FROM cld_read AS r
CROSS JOIN (
  SELECT MIN(r.[reporting_period_end_date]) AS lowest, MAX(r.[reporting_period_end_date]) AS highest FROM cld_read AS r WHERE r.[reporting_period_end_date] IS NOT NULL
) AS d
LEFT JOIN (
  SELECT r.[reporting_period_end_date] AS usual, COUNT(*) AS rows_with FROM cld_read AS r WHERE r.[reporting_period_end_date] IS NOT NULL GROUP BY r.[reporting_period_end_date] HAVING 2 * COUNT(*) > (SELECT COUNT(*) FROM cld_read AS r WHERE r.[reporting_period_end_date] IS NOT NULL)
) AS m ON 1 = 1
WHERE d.lowest <> d.highest
  AND r.[reporting_period_end_date] IS NOT NULL
  AND (m.rows_with IS NULL OR CASE WHEN r.[reporting_period_end_date] = m.usual THEN 1 ELSE 0 END = 0);
GO

-- person_unique_identifier.required (error): Person Unique Identifier must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'person_unique_identifier', N'person_unique_identifier.required', N'error', N'Person Unique Identifier is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[person_unique_identifier] IS NULL;
GO

-- nhs_number.format (warning): If NHS Number is filled in, it should be written like 9990000018, with a correct check digit.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.format', N'warning', N'NHS Number must be written like 9990000018. Give ten digits without spaces or hyphens. The last is a check digit, so that a mistyped digit shows.', NULL
FROM cld_read AS r
WHERE r.[nhs_number_as_typed] IS NOT NULL AND r.[nhs_number] IS NULL;
GO

-- nhs_number.required (warning): NHS Number should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.required', N'warning', N'NHS Number is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[nhs_number_as_typed] IS NULL;
GO

-- nhs_number.same (error): NHS Number must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'nhs_number', N'nhs_number.same', N'error', N'NHS Number is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[nhs_number]) AS lowest, MAX(r.[nhs_number]) AS highest, COUNT(r.[nhs_number]) AS known, SUM(CASE WHEN r.[nhs_number_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[nhs_number] IS NOT NULL OR r.[nhs_number_as_typed] IS NULL);
GO

-- first_name.required (error): First Name must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'first_name', N'first_name.required', N'error', N'First Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[first_name] IS NULL;
GO

-- first_name.same (error): First Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'first_name', N'first_name.same', N'error', N'First Name is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[first_name]) AS lowest, MAX(r.[first_name]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[first_name] IS NOT NULL;
GO

-- last_name.required (error): Last Name must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'last_name', N'last_name.required', N'error', N'Last Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[last_name] IS NULL;
GO

-- last_name.same (error): Last Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'last_name', N'last_name.same', N'error', N'Last Name is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[last_name]) AS lowest, MAX(r.[last_name]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[last_name] IS NOT NULL;
GO

-- gp_practice_name.same (error): GP Practice Name must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gp_practice_name', N'gp_practice_name.same', N'error', N'GP Practice Name is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[gp_practice_name]) AS lowest, MAX(r.[gp_practice_name]) AS highest, COUNT(r.[gp_practice_name]) AS known, SUM(CASE WHEN r.[gp_practice_name] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0));
GO

-- gp_practice_code.same (error): GP Practice Code must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gp_practice_code', N'gp_practice_code.same', N'error', N'GP Practice Code is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[gp_practice_code]) AS lowest, MAX(r.[gp_practice_code]) AS highest, COUNT(r.[gp_practice_code]) AS known, SUM(CASE WHEN r.[gp_practice_code] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0));
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

-- gender.required (error): Gender must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.required', N'error', N'Gender is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[gender_as_typed] IS NULL;
GO

-- gender.same (error): Gender must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.same', N'error', N'Gender is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[gender]) AS lowest, MAX(r.[gender]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[gender] IS NOT NULL;
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

-- ethnicity.required (error): Ethnicity must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.required', N'error', N'Ethnicity is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[ethnicity_as_typed] IS NULL;
GO

-- ethnicity.same (error): Ethnicity must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.same', N'error', N'Ethnicity is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[ethnicity]) AS lowest, MAX(r.[ethnicity]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[ethnicity] IS NOT NULL;
GO

-- date_of_birth.type (error): If Date of Birth is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.type', N'error', N'Date of Birth is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[date_of_birth_as_typed] IS NOT NULL AND r.[date_of_birth] IS NULL;
GO

-- date_of_birth.required (warning): Date of Birth should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.required', N'warning', N'Date of Birth is blank. It is expected on every row. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[date_of_birth_as_typed] IS NULL;
GO

-- date_of_birth.same (error): Date of Birth must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.same', N'error', N'Date of Birth is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[date_of_birth]) AS lowest, MAX(r.[date_of_birth]) AS highest, COUNT(r.[date_of_birth]) AS known, SUM(CASE WHEN r.[date_of_birth_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[date_of_birth] IS NOT NULL OR r.[date_of_birth_as_typed] IS NULL);
GO

-- date_of_death.type (error): If Date of Death is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.type', N'error', N'Date of Death is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[date_of_death_as_typed] IS NOT NULL AND r.[date_of_death] IS NULL;
GO

-- date_of_death.required (warning): If Event Outcome is “NFA - Deceased”, Date of Death should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.required', N'warning', N'Date of Death is blank. It is expected where Event Outcome is “NFA - Deceased”. Fill it in if you have it, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r.[event_outcome] = N'NFA - Deceased' AND r.[date_of_death_as_typed] IS NULL;
GO

-- date_of_death.same (error): Date of Death must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.same', N'error', N'Date of Death is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[date_of_death]) AS lowest, MAX(r.[date_of_death]) AS highest, COUNT(r.[date_of_death]) AS known, SUM(CASE WHEN r.[date_of_death_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[date_of_death] IS NOT NULL OR r.[date_of_death_as_typed] IS NULL);
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

-- primary_support_reason.required (error): Primary Support Reason must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.required', N'error', N'Primary Support Reason is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason_as_typed] IS NULL;
GO

-- primary_support_reason.same (error): Primary Support Reason must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.same', N'error', N'Primary Support Reason is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[primary_support_reason]) AS lowest, MAX(r.[primary_support_reason]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[primary_support_reason] IS NOT NULL;
GO

-- postcode.format (error): If Postcode is filled in, it must be written like XX3 4YY.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.format', N'error', N'Postcode must be written like XX3 4YY. Use capitals, and one space before the last three characters.', NULL
FROM cld_read AS r
WHERE r.[postcode_as_typed] IS NOT NULL AND r.[postcode] IS NULL;
GO

-- postcode.required (error): Postcode must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.required', N'error', N'Postcode is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[postcode_as_typed] IS NULL;
GO

-- postcode.same (error): Postcode must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.same', N'error', N'Postcode is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[postcode]) AS lowest, MAX(r.[postcode]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[postcode] IS NOT NULL;
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

-- accommodation_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Accommodation Status must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.required', N'error', N'Accommodation Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[accommodation_status_as_typed] IS NULL;
GO

-- accommodation_status.same (error): Accommodation Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.same', N'error', N'Accommodation Status is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[accommodation_status]) AS lowest, MAX(r.[accommodation_status]) AS highest, COUNT(r.[accommodation_status]) AS known, SUM(CASE WHEN r.[accommodation_status_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[accommodation_status] IS NOT NULL OR r.[accommodation_status_as_typed] IS NULL);
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

-- employment_status.required (error): If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Employment Status must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.required', N'error', N'Employment Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[employment_status_as_typed] IS NULL;
GO

-- employment_status.same (error): Employment Status must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.same', N'error', N'Employment Status is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[employment_status]) AS lowest, MAX(r.[employment_status]) AS highest, COUNT(r.[employment_status]) AS known, SUM(CASE WHEN r.[employment_status_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[employment_status] IS NOT NULL OR r.[employment_status_as_typed] IS NULL);
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

-- has_informal_carer.required (error): Has Informal Carer must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.required', N'error', N'Has Informal Carer is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[has_informal_carer_as_typed] IS NULL;
GO

-- has_informal_carer.same (error): Has Informal Carer must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.same', N'error', N'Has Informal Carer is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[has_informal_carer]) AS lowest, MAX(r.[has_informal_carer]) AS highest FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE d.lowest <> d.highest
  AND r.[has_informal_carer] IS NOT NULL;
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

-- autism_spectrum_disorder.same (error): Autism Spectrum Disorder must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'autism_spectrum_disorder', N'autism_spectrum_disorder.same', N'error', N'Autism Spectrum Disorder is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[autism_spectrum_disorder]) AS lowest, MAX(r.[autism_spectrum_disorder]) AS highest, COUNT(r.[autism_spectrum_disorder]) AS known, SUM(CASE WHEN r.[autism_spectrum_disorder_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[autism_spectrum_disorder] IS NOT NULL OR r.[autism_spectrum_disorder_as_typed] IS NULL);
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

-- visual_impairment.same (error): Visual Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'visual_impairment', N'visual_impairment.same', N'error', N'Visual Impairment is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[visual_impairment]) AS lowest, MAX(r.[visual_impairment]) AS highest, COUNT(r.[visual_impairment]) AS known, SUM(CASE WHEN r.[visual_impairment_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[visual_impairment] IS NOT NULL OR r.[visual_impairment_as_typed] IS NULL);
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

-- hearing_impairment.same (error): Hearing Impairment must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'hearing_impairment', N'hearing_impairment.same', N'error', N'Hearing Impairment is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[hearing_impairment]) AS lowest, MAX(r.[hearing_impairment]) AS highest, COUNT(r.[hearing_impairment]) AS known, SUM(CASE WHEN r.[hearing_impairment_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[hearing_impairment] IS NOT NULL OR r.[hearing_impairment_as_typed] IS NULL);
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

-- dementia.same (error): Dementia must be the same on all rows with the same Person Unique Identifier.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'dementia', N'dementia.same', N'error', N'Dementia is not the same on every row with the same Person Unique Identifier. Give the correct value on all of them. A blank counts as a different value.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[dementia]) AS lowest, MAX(r.[dementia]) AS highest, COUNT(r.[dementia]) AS known, SUM(CASE WHEN r.[dementia_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[dementia] IS NOT NULL OR r.[dementia_as_typed] IS NULL);
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

-- event_type.required (error): Event Type must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.required', N'error', N'Event Type is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_type_as_typed] IS NULL;
GO

-- event_start_date.type (error): If Event Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.type', N'error', N'Event Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[event_start_date_as_typed] IS NOT NULL AND r.[event_start_date] IS NULL;
GO

-- event_start_date.required (error): Event Start Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.required', N'error', N'Event Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_read AS r
WHERE r.[event_start_date_as_typed] IS NULL;
GO

-- event_end_date.type (error): If Event End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.type', N'error', N'Event End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_read AS r
WHERE r.[event_end_date_as_typed] IS NOT NULL AND r.[event_end_date] IS NULL;
GO

-- event_end_date.required (error): If Event Outcome is filled in, Event End Date must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.required', N'error', N'Event End Date is blank. It is needed where Event Outcome is filled in. Fill it in, or correct Event Outcome.', NULL
FROM cld_read AS r
WHERE r.[event_outcome] IS NOT NULL AND r.[event_end_date_as_typed] IS NULL;
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

-- event_outcome.required (error): If Event End Date is filled in, Event Outcome must be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.required', N'error', N'Event Outcome is blank. It is needed where Event End Date is filled in. Fill it in, or correct Event End Date.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] IS NOT NULL AND r.[event_outcome_as_typed] IS NULL;
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

-- eligible_needs_identified.applies (error): If Event Type is not “Assessment”, Eligible Needs Identified must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.applies', N'error', N'Eligible Needs Identified is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Assessment' AND r.[eligible_needs_identified] IS NOT NULL;
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

-- informal_carer_involved_in_assessment.applies (error): If Event Type is not “Assessment”, Informal Carer involved in Assessment must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.applies', N'error', N'Informal Carer involved in Assessment is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Assessment' AND r.[informal_carer_involved_in_assessment] IS NOT NULL;
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

-- review_outcomes_achieved.applies (error): If Event Type is not “Review”, Review Outcomes Achieved must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.applies', N'error', N'Review Outcomes Achieved is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Review' AND r.[review_outcomes_achieved] IS NOT NULL;
GO

-- unit_cost.type (error): If Unit Cost is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.type', N'error', N'Unit Cost must be a number with up to 2 decimal places, such as 21.00. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r.[unit_cost_as_typed] IS NOT NULL AND r.[unit_cost] IS NULL;
GO

-- unit_cost.required (warning): If Event Type is “Service”, and Service Type and Service Component are in the table “Services that need a cost”, and Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”, Unit Cost should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.required', N'warning', N'Unit Cost is blank. It is expected where Service Type and Service Component are in the table “Services that need a cost”, and Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[unit_cost_as_typed] IS NULL;
GO

-- unit_cost.applies (error): If Event Type is not “Service”, Unit Cost must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.applies', N'error', N'Unit Cost is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[unit_cost] IS NOT NULL;
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

-- cost_frequency.required (warning): If Event Type is “Service”, and Service Type and Service Component are in the table “Services that need a cost”, and Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”, Cost Frequency / Unit Type should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.required', N'warning', N'Cost Frequency / Unit Type is blank. It is expected where Service Type and Service Component are in the table “Services that need a cost”, and Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”. Fill it in if you have it.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL;
GO

-- cost_frequency.applies (error): If Event Type is not “Service”, Cost Frequency / Unit Type must be blank.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.applies', N'error', N'Cost Frequency / Unit Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_read AS r
WHERE r.[event_type] <> N'Service' AND r.[cost_frequency] IS NOT NULL;
GO

-- planned_units_per_week.type (error): If Planned units per week is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.type', N'error', N'Planned units per week must be a number with up to 2 decimal places, such as 5. Leave out units, signs such as £, and commas.', NULL
FROM cld_read AS r
WHERE r.[planned_units_per_week_as_typed] IS NOT NULL AND r.[planned_units_per_week] IS NULL;
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

-- COST-02 (warning): If Unit Cost or Planned units per week is filled in, and either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”, Cost Frequency / Unit Type should be filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'COST-02', N'warning', N'Cost Frequency / Unit Type is blank, but the row has a unit cost or planned units. Fill in how often the cost occurs.', NULL
FROM cld_read AS r
WHERE (r.[unit_cost] IS NOT NULL OR r.[planned_units_per_week] IS NOT NULL) AND (NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) OR (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL;
GO

-- COST-03 (warning): If Cost Frequency / Unit Type is filled in, and either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”, Unit Cost should be filled in.
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

-- COST-05 (information): Rows where Unit Cost is filled in, and either (Service Type and Service Component are not in the table “Services that need a cost”, Service Type does not begin with “Long Term Support:” and Service Component is neither “Short Term Nursing Care” nor “Short Term Residential Care”) or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”, are pointed out.
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

-- COST-07 (information): Rows where either Service Type begins with “Long Term Support:” or Service Component is “Short Term Nursing Care” or “Short Term Residential Care”, and Service Type and Service Component are not in the table “Services that need a cost”, and Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”, and both Cost Frequency / Unit Type and Unit Cost are blank, are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'COST-07', N'information', N'Unit Cost is blank. The guidance''s table of services with costs does not list this service, but its summary asks for the cost of all long term support and of all short term nursing and residential care. Fill in the cost if you have it.', NULL
FROM cld_read AS r
WHERE (LEFT(r.[service_type], 18) + N'|' = N'Long Term Support:|' OR r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care')) AND NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) AND (r.[delivery_mechanism_as_typed] IS NULL OR NOT (r.[delivery_mechanism] IN (N'Community: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support'))) AND r.[cost_frequency_as_typed] IS NULL AND r.[unit_cost_as_typed] IS NULL;
GO

-- COST-08 (warning): Full cost client should be the same on all rows with the same Person Unique Identifier where Full cost client is filled in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'COST-08', N'warning', N'This person has Yes on one row and No on another. Check Full cost client. If the person pays the full cost of one service but not of another, leave both as they are.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[person_unique_identifier], MIN(r.[full_cost_client]) AS lowest, MAX(r.[full_cost_client]) AS highest, COUNT(r.[full_cost_client]) AS known, SUM(CASE WHEN r.[full_cost_client_as_typed] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE (r.[full_cost_client] IS NOT NULL) AND r.[person_unique_identifier] IS NOT NULL GROUP BY r.[person_unique_identifier]
) AS d ON d.[person_unique_identifier] = r.[person_unique_identifier]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0))
  AND (r.[full_cost_client] IS NOT NULL OR r.[full_cost_client_as_typed] IS NULL) AND (r.[full_cost_client] IS NOT NULL);
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

-- EVT-06 (information): Rows where Event End Date is after Reporting Period End Date are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-06', N'information', N'Event End Date is after the reporting period. Check it. It is right if the event had ended by the time you made the return. The event then counts as open at the end of the period.', NULL
FROM cld_read AS r
WHERE r.[event_end_date] > r.[reporting_period_end_date];
GO

-- EVT-07 (error): If Event Type is not “Review” or Event Outcome is not “Progress to Support Planning / Services”, Event Outcome and Event Type must be in the table “Event outcomes by event type and client status”.
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

-- PER-04 (information): Rows where Date of Death is after Reporting Period End Date are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'PER-04', N'information', N'Date of Death is after the reporting period. Check it. Person details are those on the last day of the period. You may give the later date if the event ended because the person died.', NULL
FROM cld_read AS r
WHERE r.[date_of_death] > r.[reporting_period_end_date];
GO

-- PER-05 (warning): Person Unique Identifier should be the same on all rows with the same NHS Number.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'person_unique_identifier', N'PER-05', N'warning', N'Rows with this NHS Number have different values of Person Unique Identifier. If they are one person, give all rows the same identifier. If not, correct the NHS Number that is wrong.', NULL
FROM cld_read AS r
JOIN (
  SELECT r.[nhs_number], MIN(r.[person_unique_identifier]) AS lowest, MAX(r.[person_unique_identifier]) AS highest, COUNT(r.[person_unique_identifier]) AS known, SUM(CASE WHEN r.[person_unique_identifier] IS NULL THEN 1 ELSE 0 END) AS blank FROM cld_read AS r WHERE r.[nhs_number] IS NOT NULL GROUP BY r.[nhs_number]
) AS d ON d.[nhs_number] = r.[nhs_number]
WHERE (d.lowest <> d.highest OR (d.known > 0 AND d.blank > 0));
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
SELECT r.[row_number], N'event_end_date', N'REV-02', N'warning', N'This review has no Event End Date. If it is complete, fill in the day on which it was completed. If it was broken off, leave the row out. If it is still going on, leave it as it is.', NULL
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

-- SRV-04 (information): Rows where Provider CQC ID or Provider Location Name is filled in, and Provider CQC ID or Provider Location Name is blank, are pointed out.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_cqc_id', N'SRV-04', N'information', N'Only one of Provider CQC ID and Provider Location Name is filled in. Fill in the other one if you have it.', NULL
FROM cld_read AS r
WHERE (r.[provider_cqc_id] IS NOT NULL OR r.[provider_location_name] IS NOT NULL) AND (r.[provider_cqc_id] IS NULL OR r.[provider_location_name] IS NULL);
GO

-- SRV-06 (warning): If Delivery Mechanism begins with “Prison:”, Service Type should be “Long Term Support: Community”.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'SRV-06', N'warning', N'Delivery Mechanism is one for prison, but Service Type is not Long Term Support: Community. Check both. If the service is given in prison, leave them as they are. If not, clear Delivery Mechanism, and fill in the cost if the service needs one.', NULL
FROM cld_read AS r
WHERE LEFT(r.[delivery_mechanism], 7) + N'|' = N'Prison:|' AND r.[service_type] <> N'Long Term Support: Community';
GO

-- SRV-07 (warning): If Event Type is “Service”, Event Start Date is not after Date of Death and Date of Death is not after Reporting Period End Date, Event End Date should be filled in and not after Date of Death.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'SRV-07', N'warning', N'This service is open, or ended, after Date of Death. Check both dates. Event End Date is the day on which the service actually ended. If it did end later, leave the dates as they are.', NULL
FROM cld_read AS r
WHERE r.[event_type] = N'Service' AND r.[event_start_date] <= r.[date_of_death] AND r.[date_of_death] <= r.[reporting_period_end_date] AND (r.[event_end_date_as_typed] IS NULL OR r.[event_end_date] > r.[date_of_death]);
GO

-- SUB-01 (warning): Reporting Period Start Date should be the first day of the reporting year that Reporting Period End Date falls in.
INSERT INTO cld_finding ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'SUB-01', N'warning', N'Reporting Period Start Date is not the first day of the reporting year in which the period ends. Check both dates. A return covers the year so far, from 1 April.', NULL
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
SELECT r.[row_number], N'reporting_period_end_date', N'SUB-03', N'warning', N'Reporting Period End Date is in the future. Check it. Person details, open events and costs are reported as they are on the last day of the period, which has not come yet.', NULL
FROM cld_read AS r
WHERE r.[event_start_date] <= CAST(GETDATE() AS date) AND r.[reporting_period_end_date] > CAST(GETDATE() AS date);
GO

-- 3. How many findings each rule has, and each finding.
SELECT f.[severity], f.[rule], f.[item], COUNT(*) AS [findings], f.[message]
FROM cld_finding AS f
GROUP BY f.[severity], f.[rule], f.[item], f.[message]
ORDER BY CASE f.[severity] WHEN N'error' THEN 1 WHEN N'warning' THEN 2 ELSE 3 END, COUNT(*) DESC, f.[rule];
GO

SELECT f.[row_number], f.[item], f.[rule], f.[severity], f.[message], f.[suggestion]
FROM cld_finding AS f
ORDER BY f.[row_number], CASE f.[severity] WHEN N'error' THEN 1 WHEN N'warning' THEN 2 ELSE 3 END, f.[rule];
GO
