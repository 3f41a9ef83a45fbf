-- Adult Social Care Client Level Data, Spark SQL: from 4.0, corrected 30 November 2026 to 4.0, corrected 1 December 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables are rebuilt and filled from the old ones, because Spark SQL cannot alter tables like these safely.
--
-- What changes:
--   - item/visual_impairment: The guidance has changed.
--   - item/hearing_impairment: The guidance has changed.
--   - value/eligible-needs/No needs identified: The description of the value has changed.
--   - list/gender: The description has changed.
--   - list/hearing-impairment: The description has changed.
--   - value/review-outcomes/Fully Met: The description of the value has changed.
--   - value/review-outcomes/Partially Met: The description of the value has changed.
--   - value/review-outcomes/Not Met: The description of the value has changed.
--   - list/visual-impairment: The description has changed.
--   - list/yes-no-not-known: The description has changed.
--   - rule/EVT-06: Rows where Event End Date is after Reporting Period End Date and not after today are pointed out. Before: Rows where Event End Date is after Reporting Period End Date are pointed out.
--   - rule/EVT-06: The note has changed.
--   - rule/PER-04: Rows where Date of Death is after Reporting Period End Date and not after today are pointed out. Before: Rows where Date of Death is after Reporting Period End Date are pointed out.
--   - rule/PER-04: The note has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: spark-sql -f migrate-spark.sql
-- There are no transactions: if the script stops before its end, restore the backup and start again.
-- A copy of all old rows stays in cld_event_before_4_0.
-- Rows that do not fit version 4.0 are counted and kept in cld_event_set_aside_4_0: the whole row, with the
-- reason, once for each reason. Correct them at their source and load them again. Drop that table when you no longer need it.
-- Decisions for you to make: none.

-- A copy of all rows. Drop it when you no longer need it.
CREATE TABLE cld_event_before_4_0 USING PARQUET AS
SELECT
  *
FROM cld_event;

-- Each row of version 4.0 as a row of version 4.0: the value of each item, and what it is converted from if there may be no value.
CREATE TABLE cld_event_converted_4_0 USING PARQUET AS
SELECT
  t.`row_number`,
  CASE WHEN t.`la_code` IN ('716', '717', '204', '908', '625', '718', '406', '324', '325', '304', '738', '614', '209', '719', '816', '909', '720', '612', '305', '210', '623', '702', '626', '326', '327', '714', '902', '407', '721', '102', '117', '507', '506', '912', '205', '809', '408', '116', '722', '214', '815', '723', '620', '106', '904', '703', '704', '321', '705', '812', '724', '725', '111', '726', '415', '606', '727', '728', '803', '906', '706', '707', '820', '215', '729', '211', '315', '708', '323', '212', '509', '508', '709', '503', '316', '611', '306', '821', '730', '112', '613', '107', '731', '607', '216', '217', '910', '108', '218', '504', '104', '512', '511', '307', '608', '624', '913', '813', '616', '732', '113', '733', '308', '206', '510', '309', '409', '317', '207', '417', '617', '410', '905', '911', '109', '814', '621', '710', '318', '413', '310', '114', '414', '609', '110', '805', '734', '819', '311', '418', '622', '914', '711', '312', '213', '411', '735', '712', '322', '404', '615', '807', '713', '313', '817', '618', '319', '619', '412', '416', '219') THEN t.`la_code` END AS `la_code`,
  t.`la_code` AS `la_code_as_typed`,
  t.`reporting_year` AS `reporting_year`,
  t.`reporting_period_start_date` AS `reporting_period_start_date`,
  t.`reporting_period_start_date` AS `reporting_period_start_date_as_typed`,
  t.`reporting_period_end_date` AS `reporting_period_end_date`,
  t.`reporting_period_end_date` AS `reporting_period_end_date_as_typed`,
  t.`person_unique_identifier` AS `person_unique_identifier`,
  CASE WHEN CASE WHEN t.`nhs_number` RLIKE '^[0-9]{10}$' THEN CASE WHEN (11 - (10 * CAST(SUBSTRING(t.`nhs_number`, 1, 1) AS INTEGER) + 9 * CAST(SUBSTRING(t.`nhs_number`, 2, 1) AS INTEGER) + 8 * CAST(SUBSTRING(t.`nhs_number`, 3, 1) AS INTEGER) + 7 * CAST(SUBSTRING(t.`nhs_number`, 4, 1) AS INTEGER) + 6 * CAST(SUBSTRING(t.`nhs_number`, 5, 1) AS INTEGER) + 5 * CAST(SUBSTRING(t.`nhs_number`, 6, 1) AS INTEGER) + 4 * CAST(SUBSTRING(t.`nhs_number`, 7, 1) AS INTEGER) + 3 * CAST(SUBSTRING(t.`nhs_number`, 8, 1) AS INTEGER) + 2 * CAST(SUBSTRING(t.`nhs_number`, 9, 1) AS INTEGER)) % 11) % 11 = CAST(SUBSTRING(t.`nhs_number`, 10, 1) AS INTEGER) THEN 1 ELSE 0 END ELSE 0 END = 1 THEN t.`nhs_number` END AS `nhs_number`,
  t.`nhs_number` AS `nhs_number_as_typed`,
  t.`first_name` AS `first_name`,
  t.`last_name` AS `last_name`,
  t.`gp_practice_name` AS `gp_practice_name`,
  t.`gp_practice_code` AS `gp_practice_code`,
  CASE WHEN t.`gender` IN ('Female', 'Male', 'Not known') THEN t.`gender` END AS `gender`,
  t.`gender` AS `gender_as_typed`,
  CASE WHEN t.`ethnicity` IN ('White (English / Welsh / Scottish / Northern Irish / British)', 'White Irish', 'White (Gypsy or Irish Traveller)', 'Any other White background', 'White and Black Caribbean', 'White and Black African', 'White and Asian', 'Any other mixed / multiple ethnic background', 'Indian', 'Pakistani', 'Bangladeshi', 'Chinese', 'Any other Asian background', 'African', 'Caribbean', 'Any other Black / African / Caribbean background', 'Arab', 'Any other ethnic group', 'Refused', 'Undeclared / Not known') THEN t.`ethnicity` END AS `ethnicity`,
  t.`ethnicity` AS `ethnicity_as_typed`,
  t.`date_of_birth` AS `date_of_birth`,
  t.`date_of_birth` AS `date_of_birth_as_typed`,
  t.`date_of_death` AS `date_of_death`,
  t.`date_of_death` AS `date_of_death_as_typed`,
  CASE WHEN t.`primary_support_reason` IN ('Physical Support: Access & mobility only', 'Physical Support: Personal care support', 'Sensory Support: Support for visual impairment', 'Sensory Support: Support for hearing impairment', 'Sensory Support: Support for dual impairment', 'Support with Memory & Cognition', 'Learning Disability Support', 'Mental Health Support', 'Social Support: Substance misuse support', 'Social Support: Asylum seeker support', 'Social Support: Support for Social Isolation/Other', 'PSR Not Known') THEN t.`primary_support_reason` END AS `primary_support_reason`,
  t.`primary_support_reason` AS `primary_support_reason_as_typed`,
  CASE WHEN t.`postcode` RLIKE '^[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}$' THEN t.`postcode` END AS `postcode`,
  t.`postcode` AS `postcode_as_typed`,
  CASE WHEN t.`accommodation_status` IN ('Owner occupier or shared ownership scheme', 'Tenant', 'Tenant - private landlord', 'Settled mainstream housing with family / friends', 'Supported accommodation / supported lodgings / supported group home', 'Shared Lives scheme', 'Approved premises for offenders released from prison or under probation supervision', 'Sheltered housing / extra care housing / other sheltered housing', 'Mobile accommodation for Gypsy / Roma and Traveller communities', 'Rough sleeper / squatting', 'Night shelter / emergency hostel / direct access hostel', 'Refuge', 'Placed in temporary accommodation by the council (inc. homelessness resettlement)', 'Staying with family / friends as a short-term guest', 'Acute / long-term healthcare residential facility or hospital', 'Registered care home', 'Registered nursing home', 'Prison / Young offenders institution / detention centre', 'Other temporary accommodation', 'Unknown') THEN t.`accommodation_status` END AS `accommodation_status`,
  t.`accommodation_status` AS `accommodation_status_as_typed`,
  CASE WHEN t.`employment_status` IN ('Paid: Less than 16 hours a week', 'Paid: 16 or more hours a week', 'Not in Paid Employment (seeking work)', 'Not in Paid Employment (not actively seeking work / retired)', 'Not in Paid Employment (voluntary work only)', 'Unknown') THEN t.`employment_status` END AS `employment_status`,
  t.`employment_status` AS `employment_status_as_typed`,
  CASE WHEN t.`has_informal_carer` IN ('Yes', 'No', 'Not known') THEN t.`has_informal_carer` END AS `has_informal_carer`,
  t.`has_informal_carer` AS `has_informal_carer_as_typed`,
  CASE WHEN t.`autism_spectrum_disorder` IN ('Yes', 'No', 'Not known') THEN t.`autism_spectrum_disorder` END AS `autism_spectrum_disorder`,
  t.`autism_spectrum_disorder` AS `autism_spectrum_disorder_as_typed`,
  CASE WHEN t.`visual_impairment` IN ('Blind/severely sight impaired', 'Partial sight/sight impaired', 'No visual impairment', 'Unknown') THEN t.`visual_impairment` END AS `visual_impairment`,
  t.`visual_impairment` AS `visual_impairment_as_typed`,
  CASE WHEN t.`hearing_impairment` IN ('Deaf with speech', 'Deaf without speech', 'Hard of hearing', 'No hearing impairment', 'Unknown') THEN t.`hearing_impairment` END AS `hearing_impairment`,
  t.`hearing_impairment` AS `hearing_impairment_as_typed`,
  CASE WHEN t.`dementia` IN ('Yes', 'No', 'Not known') THEN t.`dementia` END AS `dementia`,
  t.`dementia` AS `dementia_as_typed`,
  CASE WHEN t.`event_type` IN ('Request', 'Assessment', 'Service', 'Review') THEN t.`event_type` END AS `event_type`,
  t.`event_type` AS `event_type_as_typed`,
  t.`event_reference` AS `event_reference`,
  t.`event_start_date` AS `event_start_date`,
  t.`event_start_date` AS `event_start_date_as_typed`,
  t.`event_end_date` AS `event_end_date`,
  t.`event_end_date` AS `event_end_date_as_typed`,
  t.`event_description` AS `event_description`,
  CASE WHEN t.`event_outcome` IN ('Progress to Reablement/ST-Max', 'Progress to Assessment / Unplanned Review', 'Admitted to hospital', 'Progress to Re-assessment', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'No change in package', 'Service ended as planned', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Information & Advice / Signposting only', 'NFA - Deceased', 'NFA - No services offered: Other reason', 'NFA - Support ended: Other reason') THEN t.`event_outcome` END AS `event_outcome`,
  t.`event_outcome` AS `event_outcome_as_typed`,
  CASE WHEN t.`route_of_access` IN ('Planned Entry (Transition)', 'Discharge from Hospital', 'Diversion from Hospital Services', 'Community / Other route', 'Prison', 'Self-Funder with depleted funds', 'Self-Funder with depleted funds - 12-wk disregard or DPA', 'Discharge from Reablement') THEN t.`route_of_access` END AS `route_of_access`,
  t.`route_of_access` AS `route_of_access_as_typed`,
  CASE WHEN t.`assessment_type` IN ('Short Term Assessment', 'Long Term Assessment', 'Transitions Assessment') THEN t.`assessment_type` END AS `assessment_type`,
  t.`assessment_type` AS `assessment_type_as_typed`,
  CASE WHEN t.`eligible_needs_identified` IN ('Eligible needs identified', 'Non-eligible needs identified', 'No needs identified', 'Not applicable') THEN t.`eligible_needs_identified` END AS `eligible_needs_identified`,
  t.`eligible_needs_identified` AS `eligible_needs_identified_as_typed`,
  CASE WHEN t.`informal_carer_involved_in_assessment` IN ('Yes', 'No', 'Don\'t know') THEN t.`informal_carer_involved_in_assessment` END AS `informal_carer_involved_in_assessment`,
  t.`informal_carer_involved_in_assessment` AS `informal_carer_involved_in_assessment_as_typed`,
  CASE WHEN t.`service_type` IN ('Short Term Support: ST-Max', 'Short Term Support: Ongoing Low Level', 'Short Term Support: Other Short Term', 'Long Term Support: Nursing Care', 'Long Term Support: Residential Care', 'Long Term Support: Community') THEN t.`service_type` END AS `service_type`,
  t.`service_type` AS `service_type_as_typed`,
  CASE WHEN t.`service_component` IN ('Reablement', 'Short Term Nursing Care', 'Short Term Residential Care', 'Long Term Nursing Care', 'Long Term Residential Care', 'Home Support', 'Day Support', 'Meals', 'Transport', 'Equipment', 'Direct Payment', 'Shared Lives', 'Community Supported Living', 'Professional Support', 'Learning/Education/Employment Support', 'End of Life Care', 'Emergency Support', 'Other Short Term Support', 'Other Long Term Support') THEN t.`service_component` END AS `service_component`,
  t.`service_component` AS `service_component_as_typed`,
  CASE WHEN t.`delivery_mechanism` IN ('Community: Direct Payment', 'Community: CASSR Managed Personal Budget', 'Community: CASSR Commissioned Support', 'Prison: CASSR Managed Personal Budget', 'Prison: CASSR Commissioned Support') THEN t.`delivery_mechanism` END AS `delivery_mechanism`,
  t.`delivery_mechanism` AS `delivery_mechanism_as_typed`,
  t.`provider_location_name` AS `provider_location_name`,
  t.`provider_cqc_id` AS `provider_cqc_id`,
  CASE WHEN t.`review_reason` IN ('Planned', 'Unplanned - Hospital (Planned and unplanned episodes)', 'Unplanned - Carer related', 'Unplanned - Safeguarding concern', 'Unplanned - Other Reason', 'Unplanned - Provider Failure', 'Unplanned - Change in Commissioning arrangements') THEN t.`review_reason` END AS `review_reason`,
  t.`review_reason` AS `review_reason_as_typed`,
  CASE WHEN t.`review_outcomes_achieved` IN ('Fully Met', 'Partially Met', 'Not Met') THEN t.`review_outcomes_achieved` END AS `review_outcomes_achieved`,
  t.`review_outcomes_achieved` AS `review_outcomes_achieved_as_typed`,
  t.`unit_cost` AS `unit_cost`,
  t.`unit_cost` AS `unit_cost_as_typed`,
  CASE WHEN t.`cost_frequency` IN ('Per Session', 'Hourly', 'Daily', 'Weekly', 'Fortnightly', '4-weekly', 'Monthly', 'Quarterly', 'Annually', 'One-off') THEN t.`cost_frequency` END AS `cost_frequency`,
  t.`cost_frequency` AS `cost_frequency_as_typed`,
  t.`planned_units_per_week` AS `planned_units_per_week`,
  t.`planned_units_per_week` AS `planned_units_per_week_as_typed`,
  CASE WHEN t.`full_cost_client` IN ('Yes', 'No') THEN t.`full_cost_client` END AS `full_cost_client`,
  t.`full_cost_client` AS `full_cost_client_as_typed`
FROM (
  SELECT
    o.`row_number`,
    o.`la_code` AS `la_code`,
    o.`reporting_year` AS `reporting_year`,
    o.`reporting_period_start_date` AS `reporting_period_start_date`,
    o.`reporting_period_end_date` AS `reporting_period_end_date`,
    o.`person_unique_identifier` AS `person_unique_identifier`,
    o.`nhs_number` AS `nhs_number`,
    o.`first_name` AS `first_name`,
    o.`last_name` AS `last_name`,
    o.`gp_practice_name` AS `gp_practice_name`,
    o.`gp_practice_code` AS `gp_practice_code`,
    o.`gender` AS `gender`,
    o.`ethnicity` AS `ethnicity`,
    o.`date_of_birth` AS `date_of_birth`,
    o.`date_of_death` AS `date_of_death`,
    o.`primary_support_reason` AS `primary_support_reason`,
    o.`postcode` AS `postcode`,
    o.`accommodation_status` AS `accommodation_status`,
    o.`employment_status` AS `employment_status`,
    o.`has_informal_carer` AS `has_informal_carer`,
    o.`autism_spectrum_disorder` AS `autism_spectrum_disorder`,
    o.`visual_impairment` AS `visual_impairment`,
    o.`hearing_impairment` AS `hearing_impairment`,
    o.`dementia` AS `dementia`,
    o.`event_type` AS `event_type`,
    o.`event_reference` AS `event_reference`,
    o.`event_start_date` AS `event_start_date`,
    o.`event_end_date` AS `event_end_date`,
    o.`event_description` AS `event_description`,
    o.`event_outcome` AS `event_outcome`,
    o.`route_of_access` AS `route_of_access`,
    o.`assessment_type` AS `assessment_type`,
    o.`eligible_needs_identified` AS `eligible_needs_identified`,
    o.`informal_carer_involved_in_assessment` AS `informal_carer_involved_in_assessment`,
    o.`service_type` AS `service_type`,
    o.`service_component` AS `service_component`,
    o.`delivery_mechanism` AS `delivery_mechanism`,
    o.`provider_location_name` AS `provider_location_name`,
    o.`provider_cqc_id` AS `provider_cqc_id`,
    o.`review_reason` AS `review_reason`,
    o.`review_outcomes_achieved` AS `review_outcomes_achieved`,
    o.`unit_cost` AS `unit_cost`,
    o.`cost_frequency` AS `cost_frequency`,
    o.`planned_units_per_week` AS `planned_units_per_week`,
    o.`full_cost_client` AS `full_cost_client`
  FROM cld_event AS o
) AS t;

-- What does not fit, rule by rule. An error sets the whole row aside; anything else sets only the value aside.
CREATE TABLE IF NOT EXISTS cld_event_findings_4_0 (
  `row_number` BIGINT,
  `item` STRING,
  `rule` STRING,
  `severity` STRING,
  `message` STRING,
  `suggestion` STRING
)
USING PARQUET;

INSERT INTO cld_event_findings_4_0 (`row_number`, `item`, `rule`, `severity`, `message`, `suggestion`)
-- la_code.list: If LA Code is filled in, it must be one of the 151 values in its list.
SELECT r.`row_number`, 'la_code', 'la_code.list', 'error', 'LA Code is not an allowed value. Choose one of the 151 values in the Local authorities list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`la_code_as_typed` IS NOT NULL AND r.`la_code` IS NULL
UNION ALL
-- la_code.required: LA Code must be filled in.
SELECT r.`row_number`, 'la_code', 'la_code.required', 'error', 'LA Code is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`la_code_as_typed` IS NULL
UNION ALL
-- reporting_year.required: Reporting Year must be filled in.
SELECT r.`row_number`, 'reporting_year', 'reporting_year.required', 'error', 'Reporting Year is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`reporting_year` IS NULL
UNION ALL
-- reporting_period_start_date.type: If Reporting Period Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'reporting_period_start_date', 'reporting_period_start_date.type', 'error', 'Reporting Period Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`reporting_period_start_date_as_typed` IS NOT NULL AND r.`reporting_period_start_date` IS NULL
UNION ALL
-- reporting_period_start_date.required: Reporting Period Start Date must be filled in.
SELECT r.`row_number`, 'reporting_period_start_date', 'reporting_period_start_date.required', 'error', 'Reporting Period Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`reporting_period_start_date_as_typed` IS NULL
UNION ALL
-- reporting_period_end_date.type: If Reporting Period End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'reporting_period_end_date', 'reporting_period_end_date.type', 'error', 'Reporting Period End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`reporting_period_end_date_as_typed` IS NOT NULL AND r.`reporting_period_end_date` IS NULL
UNION ALL
-- reporting_period_end_date.required: Reporting Period End Date must be filled in.
SELECT r.`row_number`, 'reporting_period_end_date', 'reporting_period_end_date.required', 'error', 'Reporting Period End Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`reporting_period_end_date_as_typed` IS NULL
UNION ALL
-- person_unique_identifier.required: Person Unique Identifier must be filled in.
SELECT r.`row_number`, 'person_unique_identifier', 'person_unique_identifier.required', 'error', 'Person Unique Identifier is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`person_unique_identifier` IS NULL
UNION ALL
-- first_name.required: First Name must be filled in.
SELECT r.`row_number`, 'first_name', 'first_name.required', 'error', 'First Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`first_name` IS NULL
UNION ALL
-- last_name.required: Last Name must be filled in.
SELECT r.`row_number`, 'last_name', 'last_name.required', 'error', 'Last Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`last_name` IS NULL
UNION ALL
-- gender.list: If Gender is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'gender', 'gender.list', 'error', 'Gender must be Female, Male or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`gender_as_typed` IS NOT NULL AND r.`gender` IS NULL
UNION ALL
-- gender.required: Gender must be filled in.
SELECT r.`row_number`, 'gender', 'gender.required', 'error', 'Gender is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`gender_as_typed` IS NULL
UNION ALL
-- ethnicity.list: If Ethnicity is filled in, it must be one of the 20 values in its list.
SELECT r.`row_number`, 'ethnicity', 'ethnicity.list', 'error', 'Ethnicity is not an allowed value. Choose one of the 20 values in the Ethnicity list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`ethnicity_as_typed` IS NOT NULL AND r.`ethnicity` IS NULL
UNION ALL
-- ethnicity.required: Ethnicity must be filled in.
SELECT r.`row_number`, 'ethnicity', 'ethnicity.required', 'error', 'Ethnicity is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`ethnicity_as_typed` IS NULL
UNION ALL
-- date_of_birth.type: If Date of Birth is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'date_of_birth', 'date_of_birth.type', 'error', 'Date of Birth is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`date_of_birth_as_typed` IS NOT NULL AND r.`date_of_birth` IS NULL
UNION ALL
-- date_of_death.type: If Date of Death is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'date_of_death', 'date_of_death.type', 'error', 'Date of Death is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`date_of_death_as_typed` IS NOT NULL AND r.`date_of_death` IS NULL
UNION ALL
-- primary_support_reason.list: If Primary Support Reason is filled in, it must be one of the 12 values in its list.
SELECT r.`row_number`, 'primary_support_reason', 'primary_support_reason.list', 'error', 'Primary Support Reason is not an allowed value. Choose one of the 12 values in the Primary Support Reason list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`primary_support_reason_as_typed` IS NOT NULL AND r.`primary_support_reason` IS NULL
UNION ALL
-- primary_support_reason.required: Primary Support Reason must be filled in.
SELECT r.`row_number`, 'primary_support_reason', 'primary_support_reason.required', 'error', 'Primary Support Reason is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`primary_support_reason_as_typed` IS NULL
UNION ALL
-- postcode.required: Postcode must be filled in.
SELECT r.`row_number`, 'postcode', 'postcode.required', 'error', 'Postcode is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`postcode_as_typed` IS NULL
UNION ALL
-- accommodation_status.list: If Accommodation Status is filled in, it must be one of the 20 values in its list.
SELECT r.`row_number`, 'accommodation_status', 'accommodation_status.list', 'error', 'Accommodation Status is not an allowed value. Choose one of the 20 values in the Accommodation Status list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`accommodation_status_as_typed` IS NOT NULL AND r.`accommodation_status` IS NULL
UNION ALL
-- accommodation_status.required: If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Accommodation Status must be filled in.
SELECT r.`row_number`, 'accommodation_status', 'accommodation_status.required', 'error', 'Accommodation Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`primary_support_reason` = 'Learning Disability Support' AND ((EXTRACT(YEAR FROM r.`reporting_period_end_date`) - EXTRACT(YEAR FROM r.`date_of_birth`) - CASE WHEN EXTRACT(MONTH FROM r.`reporting_period_end_date`) * 100 + EXTRACT(DAY FROM r.`reporting_period_end_date`) < EXTRACT(MONTH FROM r.`date_of_birth`) * 100 + EXTRACT(DAY FROM r.`date_of_birth`) THEN 1 ELSE 0 END) >= 18 AND (EXTRACT(YEAR FROM r.`reporting_period_end_date`) - EXTRACT(YEAR FROM r.`date_of_birth`) - CASE WHEN EXTRACT(MONTH FROM r.`reporting_period_end_date`) * 100 + EXTRACT(DAY FROM r.`reporting_period_end_date`) < EXTRACT(MONTH FROM r.`date_of_birth`) * 100 + EXTRACT(DAY FROM r.`date_of_birth`) THEN 1 ELSE 0 END) <= 64) AND r.`accommodation_status_as_typed` IS NULL
UNION ALL
-- employment_status.list: If Employment Status is filled in, it must be one of the 6 values in its list.
SELECT r.`row_number`, 'employment_status', 'employment_status.list', 'error', 'Employment Status is not an allowed value. Choose one of the 6 values in the Employment Status list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`employment_status_as_typed` IS NOT NULL AND r.`employment_status` IS NULL
UNION ALL
-- employment_status.required: If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Employment Status must be filled in.
SELECT r.`row_number`, 'employment_status', 'employment_status.required', 'error', 'Employment Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`primary_support_reason` = 'Learning Disability Support' AND ((EXTRACT(YEAR FROM r.`reporting_period_end_date`) - EXTRACT(YEAR FROM r.`date_of_birth`) - CASE WHEN EXTRACT(MONTH FROM r.`reporting_period_end_date`) * 100 + EXTRACT(DAY FROM r.`reporting_period_end_date`) < EXTRACT(MONTH FROM r.`date_of_birth`) * 100 + EXTRACT(DAY FROM r.`date_of_birth`) THEN 1 ELSE 0 END) >= 18 AND (EXTRACT(YEAR FROM r.`reporting_period_end_date`) - EXTRACT(YEAR FROM r.`date_of_birth`) - CASE WHEN EXTRACT(MONTH FROM r.`reporting_period_end_date`) * 100 + EXTRACT(DAY FROM r.`reporting_period_end_date`) < EXTRACT(MONTH FROM r.`date_of_birth`) * 100 + EXTRACT(DAY FROM r.`date_of_birth`) THEN 1 ELSE 0 END) <= 64) AND r.`employment_status_as_typed` IS NULL
UNION ALL
-- has_informal_carer.list: If Has Informal Carer is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'has_informal_carer', 'has_informal_carer.list', 'error', 'Has Informal Carer must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`has_informal_carer_as_typed` IS NOT NULL AND r.`has_informal_carer` IS NULL
UNION ALL
-- has_informal_carer.required: Has Informal Carer must be filled in.
SELECT r.`row_number`, 'has_informal_carer', 'has_informal_carer.required', 'error', 'Has Informal Carer is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`has_informal_carer_as_typed` IS NULL
UNION ALL
-- autism_spectrum_disorder.list: If Autism Spectrum Disorder is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'autism_spectrum_disorder', 'autism_spectrum_disorder.list', 'error', 'Autism Spectrum Disorder must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`autism_spectrum_disorder_as_typed` IS NOT NULL AND r.`autism_spectrum_disorder` IS NULL
UNION ALL
-- visual_impairment.list: If Visual Impairment is filled in, it must be one of the 4 values in its list.
SELECT r.`row_number`, 'visual_impairment', 'visual_impairment.list', 'error', 'Visual Impairment must be Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`visual_impairment_as_typed` IS NOT NULL AND r.`visual_impairment` IS NULL
UNION ALL
-- hearing_impairment.list: If Hearing Impairment is filled in, it must be one of the 5 values in its list.
SELECT r.`row_number`, 'hearing_impairment', 'hearing_impairment.list', 'error', 'Hearing Impairment must be Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`hearing_impairment_as_typed` IS NOT NULL AND r.`hearing_impairment` IS NULL
UNION ALL
-- dementia.list: If Dementia is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'dementia', 'dementia.list', 'error', 'Dementia must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`dementia_as_typed` IS NOT NULL AND r.`dementia` IS NULL
UNION ALL
-- event_type.list: If Event Type is filled in, it must be one of the 4 values in its list.
SELECT r.`row_number`, 'event_type', 'event_type.list', 'error', 'Event Type must be Request, Assessment, Service or Review.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type_as_typed` IS NOT NULL AND r.`event_type` IS NULL
UNION ALL
-- event_type.required: Event Type must be filled in.
SELECT r.`row_number`, 'event_type', 'event_type.required', 'error', 'Event Type is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type_as_typed` IS NULL
UNION ALL
-- event_start_date.type: If Event Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'event_start_date', 'event_start_date.type', 'error', 'Event Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_start_date_as_typed` IS NOT NULL AND r.`event_start_date` IS NULL
UNION ALL
-- event_start_date.required: Event Start Date must be filled in.
SELECT r.`row_number`, 'event_start_date', 'event_start_date.required', 'error', 'Event Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_start_date_as_typed` IS NULL
UNION ALL
-- event_end_date.type: If Event End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
SELECT r.`row_number`, 'event_end_date', 'event_end_date.type', 'error', 'Event End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_end_date_as_typed` IS NOT NULL AND r.`event_end_date` IS NULL
UNION ALL
-- event_end_date.required: If Event Outcome is filled in, Event End Date must be filled in.
SELECT r.`row_number`, 'event_end_date', 'event_end_date.required', 'error', 'Event End Date is blank. It is needed where Event Outcome is filled in. Fill it in, or correct Event Outcome.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_outcome` IS NOT NULL AND r.`event_end_date_as_typed` IS NULL
UNION ALL
-- event_outcome.list: If Event Outcome is filled in, it must be one of the 16 values in its list.
SELECT r.`row_number`, 'event_outcome', 'event_outcome.list', 'error', 'Event Outcome is not an allowed value. Choose one of the 16 values in the Event Outcome list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_outcome_as_typed` IS NOT NULL AND r.`event_outcome` IS NULL
UNION ALL
-- event_outcome.required: If Event End Date is filled in, Event Outcome must be filled in.
SELECT r.`row_number`, 'event_outcome', 'event_outcome.required', 'error', 'Event Outcome is blank. It is needed where Event End Date is filled in. Fill it in, or correct Event End Date.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_end_date` IS NOT NULL AND r.`event_outcome_as_typed` IS NULL
UNION ALL
-- route_of_access.list: If Request: Route of Access is filled in, it must be one of the 8 values in its list.
SELECT r.`row_number`, 'route_of_access', 'route_of_access.list', 'error', 'Request: Route of Access is not an allowed value. Choose one of the 8 values in the Route of Access list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`route_of_access_as_typed` IS NOT NULL AND r.`route_of_access` IS NULL
UNION ALL
-- route_of_access.required: If Event Type is “Request”, Request: Route of Access must be filled in.
SELECT r.`row_number`, 'route_of_access', 'route_of_access.required', 'error', 'Request: Route of Access is blank. It is needed where Event Type is “Request”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Request' AND r.`route_of_access_as_typed` IS NULL
UNION ALL
-- route_of_access.applies: If Event Type is not “Request”, Request: Route of Access must be blank.
SELECT r.`row_number`, 'route_of_access', 'route_of_access.applies', 'error', 'Request: Route of Access is only for rows where Event Type is “Request”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Request' AND r.`route_of_access` IS NOT NULL
UNION ALL
-- assessment_type.list: If Assessment Type is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'assessment_type', 'assessment_type.list', 'error', 'Assessment Type must be Short Term Assessment, Long Term Assessment or Transitions Assessment.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`assessment_type_as_typed` IS NOT NULL AND r.`assessment_type` IS NULL
UNION ALL
-- assessment_type.required: If Event Type is “Assessment”, Assessment Type must be filled in.
SELECT r.`row_number`, 'assessment_type', 'assessment_type.required', 'error', 'Assessment Type is blank. It is needed where Event Type is “Assessment”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Assessment' AND r.`assessment_type_as_typed` IS NULL
UNION ALL
-- assessment_type.applies: If Event Type is not “Assessment”, Assessment Type must be blank.
SELECT r.`row_number`, 'assessment_type', 'assessment_type.applies', 'error', 'Assessment Type is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Assessment' AND r.`assessment_type` IS NOT NULL
UNION ALL
-- eligible_needs_identified.list: If Eligible Needs Identified is filled in, it must be one of the 4 values in its list.
SELECT r.`row_number`, 'eligible_needs_identified', 'eligible_needs_identified.list', 'error', 'Eligible Needs Identified must be Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`eligible_needs_identified_as_typed` IS NOT NULL AND r.`eligible_needs_identified` IS NULL
UNION ALL
-- eligible_needs_identified.applies: If Event Type is not “Assessment”, Eligible Needs Identified must be blank.
SELECT r.`row_number`, 'eligible_needs_identified', 'eligible_needs_identified.applies', 'error', 'Eligible Needs Identified is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Assessment' AND r.`eligible_needs_identified` IS NOT NULL
UNION ALL
-- informal_carer_involved_in_assessment.list: If Informal Carer involved in Assessment is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'informal_carer_involved_in_assessment', 'informal_carer_involved_in_assessment.list', 'error', 'Informal Carer involved in Assessment must be Yes, No or Don\'t know.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`informal_carer_involved_in_assessment_as_typed` IS NOT NULL AND r.`informal_carer_involved_in_assessment` IS NULL
UNION ALL
-- informal_carer_involved_in_assessment.applies: If Event Type is not “Assessment”, Informal Carer involved in Assessment must be blank.
SELECT r.`row_number`, 'informal_carer_involved_in_assessment', 'informal_carer_involved_in_assessment.applies', 'error', 'Informal Carer involved in Assessment is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Assessment' AND r.`informal_carer_involved_in_assessment` IS NOT NULL
UNION ALL
-- service_type.list: If Service Type is filled in, it must be one of the 6 values in its list.
SELECT r.`row_number`, 'service_type', 'service_type.list', 'error', 'Service Type is not an allowed value. Choose one of the 6 values in the Service Type list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`service_type_as_typed` IS NOT NULL AND r.`service_type` IS NULL
UNION ALL
-- service_type.required: If Event Type is “Service”, Service Type must be filled in.
SELECT r.`row_number`, 'service_type', 'service_type.required', 'error', 'Service Type is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Service' AND r.`service_type_as_typed` IS NULL
UNION ALL
-- service_type.applies: If Event Type is not “Service”, Service Type must be blank.
SELECT r.`row_number`, 'service_type', 'service_type.applies', 'error', 'Service Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`service_type` IS NOT NULL;

INSERT INTO cld_event_findings_4_0 (`row_number`, `item`, `rule`, `severity`, `message`, `suggestion`)
-- service_component.list: If Service Component is filled in, it must be one of the 19 values in its list.
SELECT r.`row_number`, 'service_component', 'service_component.list', 'error', 'Service Component is not an allowed value. Choose one of the 19 values in the Service Component list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`service_component_as_typed` IS NOT NULL AND r.`service_component` IS NULL
UNION ALL
-- service_component.required: If Event Type is “Service”, Service Component must be filled in.
SELECT r.`row_number`, 'service_component', 'service_component.required', 'error', 'Service Component is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Service' AND r.`service_component_as_typed` IS NULL
UNION ALL
-- service_component.applies: If Event Type is not “Service”, Service Component must be blank.
SELECT r.`row_number`, 'service_component', 'service_component.applies', 'error', 'Service Component is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`service_component` IS NOT NULL
UNION ALL
-- delivery_mechanism.list: If Delivery Mechanism is filled in, it must be one of the 5 values in its list.
SELECT r.`row_number`, 'delivery_mechanism', 'delivery_mechanism.list', 'error', 'Delivery Mechanism is not an allowed value. Choose one of the 5 values in the Delivery Mechanism list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`delivery_mechanism_as_typed` IS NOT NULL AND r.`delivery_mechanism` IS NULL
UNION ALL
-- delivery_mechanism.required: If Event Type is “Service” and Service Type is “Long Term Support: Community”, Delivery Mechanism must be filled in.
SELECT r.`row_number`, 'delivery_mechanism', 'delivery_mechanism.required', 'error', 'Delivery Mechanism is blank. It is needed where Service Type is “Long Term Support: Community”. Fill it in, or correct Service Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Service' AND r.`service_type` = 'Long Term Support: Community' AND r.`delivery_mechanism_as_typed` IS NULL
UNION ALL
-- delivery_mechanism.applies: If Event Type is not “Service”, Delivery Mechanism must be blank.
SELECT r.`row_number`, 'delivery_mechanism', 'delivery_mechanism.applies', 'error', 'Delivery Mechanism is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`delivery_mechanism` IS NOT NULL
UNION ALL
-- provider_location_name.applies: If Event Type is not “Service”, Provider Location Name must be blank.
SELECT r.`row_number`, 'provider_location_name', 'provider_location_name.applies', 'error', 'Provider Location Name is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`provider_location_name` IS NOT NULL
UNION ALL
-- provider_cqc_id.applies: If Event Type is not “Service”, Provider CQC ID must be blank.
SELECT r.`row_number`, 'provider_cqc_id', 'provider_cqc_id.applies', 'error', 'Provider CQC ID is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`provider_cqc_id` IS NOT NULL
UNION ALL
-- review_reason.list: If Review Reason is filled in, it must be one of the 7 values in its list.
SELECT r.`row_number`, 'review_reason', 'review_reason.list', 'error', 'Review Reason is not an allowed value. Choose one of the 7 values in the Review Reason list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`review_reason_as_typed` IS NOT NULL AND r.`review_reason` IS NULL
UNION ALL
-- review_reason.required: If Event Type is “Review”, Review Reason must be filled in.
SELECT r.`row_number`, 'review_reason', 'review_reason.required', 'error', 'Review Reason is blank. It is needed where Event Type is “Review”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` = 'Review' AND r.`review_reason_as_typed` IS NULL
UNION ALL
-- review_reason.applies: If Event Type is not “Review”, Review Reason must be blank.
SELECT r.`row_number`, 'review_reason', 'review_reason.applies', 'error', 'Review Reason is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Review' AND r.`review_reason` IS NOT NULL
UNION ALL
-- review_outcomes_achieved.list: If Review Outcomes Achieved is filled in, it must be one of the 3 values in its list.
SELECT r.`row_number`, 'review_outcomes_achieved', 'review_outcomes_achieved.list', 'error', 'Review Outcomes Achieved must be Fully Met, Partially Met or Not Met.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`review_outcomes_achieved_as_typed` IS NOT NULL AND r.`review_outcomes_achieved` IS NULL
UNION ALL
-- review_outcomes_achieved.applies: If Event Type is not “Review”, Review Outcomes Achieved must be blank.
SELECT r.`row_number`, 'review_outcomes_achieved', 'review_outcomes_achieved.applies', 'error', 'Review Outcomes Achieved is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Review' AND r.`review_outcomes_achieved` IS NOT NULL
UNION ALL
-- unit_cost.type: If Unit Cost is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
SELECT r.`row_number`, 'unit_cost', 'unit_cost.type', 'error', 'Unit Cost must be a number with up to 2 decimal places, such as 21.00. Leave out units, signs such as £, and commas.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`unit_cost_as_typed` IS NOT NULL AND r.`unit_cost` IS NULL
UNION ALL
-- unit_cost.applies: If Event Type is not “Service”, Unit Cost must be blank.
SELECT r.`row_number`, 'unit_cost', 'unit_cost.applies', 'error', 'Unit Cost is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`unit_cost` IS NOT NULL
UNION ALL
-- cost_frequency.list: If Cost Frequency / Unit Type is filled in, it must be one of the 10 values in its list.
SELECT r.`row_number`, 'cost_frequency', 'cost_frequency.list', 'error', 'Cost Frequency / Unit Type must be Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`cost_frequency_as_typed` IS NOT NULL AND r.`cost_frequency` IS NULL
UNION ALL
-- cost_frequency.applies: If Event Type is not “Service”, Cost Frequency / Unit Type must be blank.
SELECT r.`row_number`, 'cost_frequency', 'cost_frequency.applies', 'error', 'Cost Frequency / Unit Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`cost_frequency` IS NOT NULL
UNION ALL
-- planned_units_per_week.type: If Planned units per week is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
SELECT r.`row_number`, 'planned_units_per_week', 'planned_units_per_week.type', 'error', 'Planned units per week must be a number with up to 2 decimal places, such as 5. Leave out units, signs such as £, and commas.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`planned_units_per_week_as_typed` IS NOT NULL AND r.`planned_units_per_week` IS NULL
UNION ALL
-- planned_units_per_week.applies: If Event Type is not “Service”, Planned units per week must be blank.
SELECT r.`row_number`, 'planned_units_per_week', 'planned_units_per_week.applies', 'error', 'Planned units per week is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`planned_units_per_week` IS NOT NULL
UNION ALL
-- full_cost_client.list: If Full cost client is filled in, it must be one of the 2 values in its list.
SELECT r.`row_number`, 'full_cost_client', 'full_cost_client.list', 'error', 'Full cost client must be Yes or No.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`full_cost_client_as_typed` IS NOT NULL AND r.`full_cost_client` IS NULL
UNION ALL
-- full_cost_client.applies: If Event Type is not “Service”, Full cost client must be blank.
SELECT r.`row_number`, 'full_cost_client', 'full_cost_client.applies', 'error', 'Full cost client is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_type` <> 'Service' AND r.`full_cost_client` IS NOT NULL
UNION ALL
-- COST-01: If Cost Frequency / Unit Type is none of “Per Session”, “Hourly” and “Daily”, Planned units per week must be blank.
SELECT r.`row_number`, 'planned_units_per_week', 'COST-01', 'error', 'Planned units per week is filled in, but the cost frequency does not need it. Clear it, or correct the frequency. Only Per Session, Hourly and Daily need planned units.', NULL
FROM cld_event_converted_4_0 AS r
WHERE NOT (r.`cost_frequency` IN ('Per Session', 'Hourly', 'Daily')) AND r.`planned_units_per_week` IS NOT NULL
UNION ALL
-- EVT-01: Event Start Date must not be after Reporting Period End Date.
SELECT r.`row_number`, 'event_start_date', 'EVT-01', 'error', 'Event Start Date is after the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_start_date` > r.`reporting_period_end_date`
UNION ALL
-- EVT-02: Event End Date must not be before Reporting Period Start Date.
SELECT r.`row_number`, 'event_end_date', 'EVT-02', 'error', 'Event End Date is before the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_end_date` < r.`reporting_period_start_date`
UNION ALL
-- EVT-03: Event End Date must not be before Event Start Date.
SELECT r.`row_number`, 'event_end_date', 'EVT-03', 'error', 'Event End Date is before Event Start Date. Correct the date that is wrong. An event may start and end on the same day.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`event_end_date` < r.`event_start_date`
UNION ALL
-- EVT-07: Unless Event Type is “Review” and Event Outcome is “Progress to Support Planning / Services”, Event Outcome and Event Type must be in the table “Event outcomes by event type and client status”.
SELECT r.`row_number`, 'event_outcome', 'EVT-07', 'error', 'This Event Outcome does not go with this Event Type. Check both, and correct the one that is wrong. The table of event outcomes shows which go together.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (r.`event_type` <> 'Review' OR r.`event_outcome` <> 'Progress to Support Planning / Services') AND NOT ((r.`event_type` = 'Request' AND r.`event_outcome` IN ('Progress to Reablement/ST-Max', 'Progress to Assessment / Unplanned Review', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR (r.`event_type` = 'Assessment' AND r.`event_outcome` IN ('Progress to Reablement/ST-Max', 'Progress to Support Planning / Services', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - No services offered: Other reason')) OR (r.`event_type` = 'Review' AND r.`event_outcome` IN ('Progress to Reablement/ST-Max', 'Progress to Re-assessment', 'Progress to End of Life Care', 'No change in package', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason')) OR (r.`event_type` = 'Service' AND r.`event_outcome` IN ('Admitted to hospital', 'Progress to End of Life Care', 'NFA - Deceased', 'NFA - Moved to another LA', 'NFA - 100% NHS funded care', 'NFA - Information & Advice / Signposting only', 'NFA - Self-funded client (inc 12wk disregard)', 'NFA - Support declined', 'NFA - Support ended: Other reason', 'NFA - No services offered: Other reason', 'Service ended as planned')))
UNION ALL
-- EVT-08: No two rows may have the same Event Reference.
SELECT r.`row_number`, 'event_reference', 'EVT-08', 'error', 'This Event Reference is on more than one row. If it is the same event, keep one row. If not, give each row its own reference, or leave it blank.', NULL
FROM cld_event_converted_4_0 AS r
JOIN (
  SELECT r.`event_reference` FROM cld_event_converted_4_0 AS r WHERE r.`event_reference` IS NOT NULL GROUP BY r.`event_reference` HAVING COUNT(*) > 1
) AS d ON d.`event_reference` = r.`event_reference`
UNION ALL
-- EVT-12: If Date of Death is blank or not before Date of Birth, Event Start Date must not be before Date of Birth.
SELECT r.`row_number`, 'event_start_date', 'EVT-12', 'error', 'Event Start Date is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (r.`date_of_death_as_typed` IS NULL OR r.`date_of_death` >= r.`date_of_birth`) AND r.`event_start_date` < r.`date_of_birth`
UNION ALL
-- PER-01: The age on Reporting Period End Date must be at least 18.
SELECT r.`row_number`, 'date_of_birth', 'PER-01', 'error', 'The person was under 18 at the end of the reporting period. Correct Date of Birth if it is wrong. If it is right, leave the row out, because only adults are reported.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (EXTRACT(YEAR FROM r.`reporting_period_end_date`) - EXTRACT(YEAR FROM r.`date_of_birth`) - CASE WHEN EXTRACT(MONTH FROM r.`reporting_period_end_date`) * 100 + EXTRACT(DAY FROM r.`reporting_period_end_date`) < EXTRACT(MONTH FROM r.`date_of_birth`) * 100 + EXTRACT(DAY FROM r.`date_of_birth`) THEN 1 ELSE 0 END) < 18
UNION ALL
-- PER-03: Date of Death must not be before Date of Birth.
SELECT r.`row_number`, 'date_of_death', 'PER-03', 'error', 'Date of Death is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.`date_of_death` < r.`date_of_birth`;

-- How many rows there are, how many do not fit, and why.
SELECT
  (SELECT COUNT(*) FROM cld_event_converted_4_0) AS rows_before,
  (SELECT COUNT(DISTINCT `row_number`) FROM cld_event_findings_4_0 WHERE `severity` = 'error') AS rows_set_aside,
  (SELECT COUNT(*) FROM cld_event_converted_4_0) - (SELECT COUNT(DISTINCT `row_number`) FROM cld_event_findings_4_0 WHERE `severity` = 'error') AS rows_that_fit;

SELECT f.`item`, f.`rule`, CASE f.`severity` WHEN 'error' THEN 'the row' ELSE 'one value' END AS set_aside, COUNT(*) AS row_count, f.`message`
FROM cld_event_findings_4_0 AS f
GROUP BY f.`item`, f.`rule`, f.`severity`, f.`message`
ORDER BY COUNT(*) DESC, f.`rule`;

-- Whatever does not fit: the row as it was in version 4.0, once for each reason.
CREATE TABLE cld_event_set_aside_4_0 USING PARQUET AS
SELECT
  f.`item` AS set_aside_item,
  f.`rule` AS set_aside_rule,
  CASE f.`severity` WHEN 'error' THEN 'the row' ELSE 'one value' END AS set_aside_what,
  f.`message` AS set_aside_because,
  o.*
FROM cld_event_findings_4_0 AS f
JOIN cld_event AS o ON o.`row_number` = f.`row_number`;

-- The tables of version 4.0. Their rows are in the working tables.
DROP VIEW IF EXISTS cld_event_derived;

DROP TABLE IF EXISTS cld_finding;

DROP TABLE IF EXISTS cld_read;

DROP TABLE IF EXISTS cld_event;

DROP TABLE IF EXISTS cld_list_accommodation_status;

DROP TABLE IF EXISTS cld_list_assessment_type;

DROP TABLE IF EXISTS cld_list_cost_frequency;

DROP TABLE IF EXISTS cld_list_delivery_mechanism;

DROP TABLE IF EXISTS cld_list_eligible_needs;

DROP TABLE IF EXISTS cld_list_employment_status;

DROP TABLE IF EXISTS cld_list_ethnicity;

DROP TABLE IF EXISTS cld_list_event_outcome;

DROP TABLE IF EXISTS cld_list_event_type;

DROP TABLE IF EXISTS cld_list_gender;

DROP TABLE IF EXISTS cld_list_hearing_impairment;

DROP TABLE IF EXISTS cld_list_informal_carer_involved;

DROP TABLE IF EXISTS cld_list_local_authority;

DROP TABLE IF EXISTS cld_list_primary_support_reason;

DROP TABLE IF EXISTS cld_list_review_outcomes;

DROP TABLE IF EXISTS cld_list_review_reason;

DROP TABLE IF EXISTS cld_list_route_of_access;

DROP TABLE IF EXISTS cld_list_service_component;

DROP TABLE IF EXISTS cld_list_service_type;

DROP TABLE IF EXISTS cld_list_visual_impairment;

DROP TABLE IF EXISTS cld_list_yes_no_not_known;

DROP TABLE IF EXISTS cld_list_yes_no;

-- The tables of version 4.0, as its tables.sql and code_lists.sql make them.
CREATE TABLE IF NOT EXISTS cld_list_accommodation_status (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'Where the person lives. The values feed ASCOF 1G, the proportion of adults with a learning disability who live in their own home or with their family.';

CREATE TABLE IF NOT EXISTS cld_list_assessment_type (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The kinds of assessment. Use Event Description for the name that your own system gives the assessment.';

CREATE TABLE IF NOT EXISTS cld_list_cost_frequency (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'How often the unit cost occurs.';

CREATE TABLE IF NOT EXISTS cld_list_delivery_mechanism (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'How care in the community or in prison is funded. CASSR stands for council with adult social services responsibility. SALT\'s part direct payment is not a value, because it is worked out centrally from the client\'s services.';

CREATE TABLE IF NOT EXISTS cld_list_eligible_needs (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The eligibility under the Care Act that a completed assessment of need found.';

CREATE TABLE IF NOT EXISTS cld_list_employment_status (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'Whether the person is in paid employment. The values feed ASCOF 1E, the proportion of adults with a learning disability in paid employment.';

CREATE TABLE IF NOT EXISTS cld_list_ethnicity (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Ethnicity. They follow the EQ-CL standards, so that returns can be aggregated to the SALT tables.';

CREATE TABLE IF NOT EXISTS cld_list_event_outcome (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Event Outcome, the known result of an event or the next step after it. A value that begins with NFA says that this workflow stops here for the client and no further event follows, so that it is itself the SALT sequel; these values exclude each other. After any other value something else happens, and the sequel is found from the events that follow. Some values are there for reviews, whose sequels could not be worked out without them.';

CREATE TABLE IF NOT EXISTS cld_list_event_type (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The four key steps of the social care pathway.';

CREATE TABLE IF NOT EXISTS cld_list_gender (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender classification.';

CREATE TABLE IF NOT EXISTS cld_list_hearing_impairment (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Hearing Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

CREATE TABLE IF NOT EXISTS cld_list_informal_carer_involved (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Informal Carer involved in Assessment.';

CREATE TABLE IF NOT EXISTS cld_list_local_authority (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The codes of the 151 local authorities on the template\'s LAs sheet, with their names, in the order of the sheet.';

CREATE TABLE IF NOT EXISTS cld_list_primary_support_reason (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Primary Support Reason (PSR), unchanged from SALT and EQ-CL.';

CREATE TABLE IF NOT EXISTS cld_list_review_outcomes (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'How far the client has achieved their outcomes overall. The values are equivalent to those of the MSP table of the SAC return.';

CREATE TABLE IF NOT EXISTS cld_list_review_reason (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Review Reason, which SALT calls the Significant Event.';

CREATE TABLE IF NOT EXISTS cld_list_route_of_access (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'How a request for support came to the council. The values build on those of SALT. The guidance speaks of two new values, but marks only Discharge from Reablement as new.';

CREATE TABLE IF NOT EXISTS cld_list_service_component (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'What a service consists of, in more detail than its Service Type. The guidance lists these components and does not define them.';

CREATE TABLE IF NOT EXISTS cld_list_service_type (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The main categories of short and long term support in the SALT return.';

CREATE TABLE IF NOT EXISTS cld_list_visual_impairment (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Visual Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.';

CREATE TABLE IF NOT EXISTS cld_list_yes_no_not_known (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia, as the template lists them. For Not known, the guidance has Unknown with two of the items and Don\'t know with the third.';

CREATE TABLE IF NOT EXISTS cld_list_yes_no (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Full cost client.';

CREATE TABLE IF NOT EXISTS cld_event (
  `row_number` BIGINT COMMENT 'The number of the row in the return.',
  `la_code` STRING COMMENT 'LA Code: The code of the local authority that submits the return.',
  `reporting_year` STRING COMMENT 'Reporting Year: The reporting year that the return is for.',
  `reporting_period_start_date` DATE COMMENT 'Reporting Period Start Date: The first day of the period that the return covers.',
  `reporting_period_end_date` DATE COMMENT 'Reporting Period End Date: The last day of the period that the return covers.',
  `person_unique_identifier` STRING COMMENT 'Person Unique Identifier: An identifier for one person, which links the person\'s events.',
  `nhs_number` STRING COMMENT 'NHS Number: The person\'s NHS Number, a national identifier that can be linked to other data.',
  `first_name` STRING COMMENT 'First Name: The person\'s first name.',
  `last_name` STRING COMMENT 'Last Name: The person\'s last name.',
  `gp_practice_name` STRING COMMENT 'GP Practice Name: The name of the person\'s GP practice.',
  `gp_practice_code` STRING COMMENT 'GP Practice Code: The code of the person\'s GP practice.',
  `gender` STRING COMMENT 'Gender: The person\'s gender, in line with the EQ-CL standards.',
  `ethnicity` STRING COMMENT 'Ethnicity: The person\'s ethnic group, in line with the EQ-CL standards.',
  `date_of_birth` DATE COMMENT 'Date of Birth: The day on which the person was born.',
  `date_of_death` DATE COMMENT 'Date of Death: The day on which the person died.',
  `primary_support_reason` STRING COMMENT 'Primary Support Reason: The main reason why the person needs support.',
  `postcode` STRING COMMENT 'Postcode: The postcode of the place where the person normally lives.',
  `accommodation_status` STRING COMMENT 'Accommodation Status: The kind of accommodation that the person lives in.',
  `employment_status` STRING COMMENT 'Employment Status: Whether the person is in paid employment and, if so, for how many hours a week or, if not, why not.',
  `has_informal_carer` STRING COMMENT 'Has Informal Carer: Whether an informal carer supports the person.',
  `autism_spectrum_disorder` STRING COMMENT 'Autism Spectrum Disorder (ASD): Whether the person has an autism spectrum disorder.',
  `visual_impairment` STRING COMMENT 'Visual Impairment: Whether the person\'s sight is impaired, and how severely.',
  `hearing_impairment` STRING COMMENT 'Hearing Impairment: Whether the person\'s hearing is impaired, and in what way.',
  `dementia` STRING COMMENT 'Dementia: Whether the person has dementia.',
  `event_type` STRING COMMENT 'Event Type: Which of the four key steps of the social care pathway the row is about: a request, an assessment, a service or a review.',
  `event_reference` STRING COMMENT 'Event Reference: A unique reference for the event.',
  `event_start_date` DATE COMMENT 'Event Start Date: The day on which the event actually started.',
  `event_end_date` DATE COMMENT 'Event End Date: The day on which the event actually ended.',
  `event_description` STRING COMMENT 'Event Description: Free text that describes the event.',
  `event_outcome` STRING COMMENT 'Event Outcome: Why the event ended, or what the next step is.',
  `route_of_access` STRING COMMENT 'Request: Route of Access: How the request for support came to the council.',
  `assessment_type` STRING COMMENT 'Assessment Type: What kind of assessment it was.',
  `eligible_needs_identified` STRING COMMENT 'Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act.',
  `informal_carer_involved_in_assessment` STRING COMMENT 'Informal Carer involved in Assessment: Whether an informal carer was involved in the person\'s assessment.',
  `service_type` STRING COMMENT 'Service Type: Which main category of short or long term support the service belongs to.',
  `service_component` STRING COMMENT 'Service Component: What the service consists of, in more detail than its Service Type.',
  `delivery_mechanism` STRING COMMENT 'Delivery Mechanism (Long Term Community or Prison Only): How support in the community or in prison is funded: by a direct payment, a managed personal budget or commissioned support.',
  `provider_location_name` STRING COMMENT 'Provider Location Name: The provider\'s location name at the Care Quality Commission (CQC).',
  `provider_cqc_id` STRING COMMENT 'Provider CQC ID: The provider\'s identifier at the Care Quality Commission (CQC).',
  `review_reason` STRING COMMENT 'Review Reason: Why the review took place: as planned, or because of something that happened.',
  `review_outcomes_achieved` STRING COMMENT 'Review Outcomes Achieved: How far the client has achieved their outcomes overall.',
  `unit_cost` DECIMAL(12, 2) COMMENT 'Unit Cost (£): The planned gross cost of one unit of the service, in pounds.',
  `cost_frequency` STRING COMMENT 'Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once.',
  `planned_units_per_week` DECIMAL(12, 2) COMMENT 'Planned units per week: How many sessions, hours or days of the service are planned each week.',
  `full_cost_client` STRING COMMENT 'Full cost client: Whether the client pays the full direct costs of the services that the council arranges.'
)
USING PARQUET
COMMENT 'One row is one event in an adult\'s path through social care: a request, an assessment, a service or a review. Every row also says who submitted it and for which period, and repeats the details of the person that the event is about. Which of the other sections a row fills depends on its Event Type. The documents prescribe no key by which an event without an Event Reference is recognised in a later return. The keys used here are a choice of this specification (D-080).';

CREATE TABLE IF NOT EXISTS cld_staging (
  `row_number` BIGINT,
  `la_code` STRING,
  `reporting_year` STRING,
  `reporting_period_start_date` STRING,
  `reporting_period_end_date` STRING,
  `person_unique_identifier` STRING,
  `nhs_number` STRING,
  `first_name` STRING,
  `last_name` STRING,
  `gp_practice_name` STRING,
  `gp_practice_code` STRING,
  `gender` STRING,
  `ethnicity` STRING,
  `date_of_birth` STRING,
  `date_of_death` STRING,
  `primary_support_reason` STRING,
  `postcode` STRING,
  `accommodation_status` STRING,
  `employment_status` STRING,
  `has_informal_carer` STRING,
  `autism_spectrum_disorder` STRING,
  `visual_impairment` STRING,
  `hearing_impairment` STRING,
  `dementia` STRING,
  `event_type` STRING,
  `event_reference` STRING,
  `event_start_date` STRING,
  `event_end_date` STRING,
  `event_description` STRING,
  `event_outcome` STRING,
  `route_of_access` STRING,
  `assessment_type` STRING,
  `eligible_needs_identified` STRING,
  `informal_carer_involved_in_assessment` STRING,
  `service_type` STRING,
  `service_component` STRING,
  `delivery_mechanism` STRING,
  `provider_location_name` STRING,
  `provider_cqc_id` STRING,
  `review_reason` STRING,
  `review_outcomes_achieved` STRING,
  `unit_cost` STRING,
  `cost_frequency` STRING,
  `planned_units_per_week` STRING,
  `full_cost_client` STRING
)
USING PARQUET
COMMENT 'One return as loaded, all text: a column for each column of the file, in the same order.';

INSERT INTO cld_list_accommodation_status (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Owner occupier or shared ownership scheme', 'Owner occupier or shared ownership scheme', NULL, 1),
  ('Tenant', 'Tenant', NULL, 2),
  ('Tenant - private landlord', 'Tenant - private landlord', NULL, 3),
  ('Settled mainstream housing with family / friends', 'Settled mainstream housing with family / friends', NULL, 4),
  ('Supported accommodation / supported lodgings / supported group home', 'Supported accommodation / supported lodgings / supported group home', NULL, 5),
  ('Shared Lives scheme', 'Shared Lives scheme', NULL, 6),
  ('Approved premises for offenders released from prison or under probation supervision', 'Approved premises for offenders released from prison or under probation supervision', NULL, 7),
  ('Sheltered housing / extra care housing / other sheltered housing', 'Sheltered housing / extra care housing / other sheltered housing', NULL, 8),
  ('Mobile accommodation for Gypsy / Roma and Traveller communities', 'Mobile accommodation for Gypsy / Roma and Traveller communities', NULL, 9),
  ('Rough sleeper / squatting', 'Rough sleeper / squatting', NULL, 10),
  ('Night shelter / emergency hostel / direct access hostel', 'Night shelter / emergency hostel / direct access hostel', NULL, 11),
  ('Refuge', 'Refuge', NULL, 12),
  ('Placed in temporary accommodation by the council (inc. homelessness resettlement)', 'Placed in temporary accommodation by the council (inc. homelessness resettlement)', NULL, 13),
  ('Staying with family / friends as a short-term guest', 'Staying with family / friends as a short-term guest', NULL, 14),
  ('Acute / long-term healthcare residential facility or hospital', 'Acute / long-term healthcare residential facility or hospital', NULL, 15),
  ('Registered care home', 'Registered care home', NULL, 16),
  ('Registered nursing home', 'Registered nursing home', NULL, 17),
  ('Prison / Young offenders institution / detention centre', 'Prison / Young offenders institution / detention centre', NULL, 18),
  ('Other temporary accommodation', 'Other temporary accommodation', NULL, 19),
  ('Unknown', 'Unknown', NULL, 20)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_accommodation_status AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_assessment_type (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Short Term Assessment', 'Short Term Assessment', NULL, 1),
  ('Long Term Assessment', 'Long Term Assessment', NULL, 2),
  ('Transitions Assessment', 'Transitions Assessment', NULL, 3)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_assessment_type AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_cost_frequency (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Per Session', 'Per Session', 'This needs Planned units per week.', 1),
  ('Hourly', 'Hourly', 'This needs Planned units per week.', 2),
  ('Daily', 'Daily', 'This needs Planned units per week.', 3),
  ('Weekly', 'Weekly', NULL, 4),
  ('Fortnightly', 'Fortnightly', NULL, 5),
  ('4-weekly', '4-weekly', NULL, 6),
  ('Monthly', 'Monthly', NULL, 7),
  ('Quarterly', 'Quarterly', NULL, 8),
  ('Annually', 'Annually', NULL, 9),
  ('One-off', 'One-off', NULL, 10)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_cost_frequency AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_delivery_mechanism (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Community: Direct Payment', 'Community: Direct Payment', NULL, 1),
  ('Community: CASSR Managed Personal Budget', 'Community: CASSR Managed Personal Budget', NULL, 2),
  ('Community: CASSR Commissioned Support', 'Community: CASSR Commissioned Support', NULL, 3),
  ('Prison: CASSR Managed Personal Budget', 'Prison: CASSR Managed Personal Budget', NULL, 4),
  ('Prison: CASSR Commissioned Support', 'Prison: CASSR Commissioned Support', NULL, 5)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_delivery_mechanism AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_eligible_needs (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Eligible needs identified', 'Eligible needs identified', 'The person is eligible under the Care Act.', 1),
  ('Non-eligible needs identified', 'Non-eligible needs identified', 'The person is not eligible under the Care Act, but has at least one need.', 2),
  ('No needs identified', 'No needs identified', 'The person has no identified needs.', 3),
  ('Not applicable', 'Not applicable', NULL, 4)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_eligible_needs AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_employment_status (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Paid: Less than 16 hours a week', 'Paid: Less than 16 hours a week', NULL, 1),
  ('Paid: 16 or more hours a week', 'Paid: 16 or more hours a week', NULL, 2),
  ('Not in Paid Employment (seeking work)', 'Not in Paid Employment (seeking work)', NULL, 3),
  ('Not in Paid Employment (not actively seeking work / retired)', 'Not in Paid Employment (not actively seeking work / retired)', NULL, 4),
  ('Not in Paid Employment (voluntary work only)', 'Not in Paid Employment (voluntary work only)', 'A new value, which joined the list after discussion with the reference group.', 5),
  ('Unknown', 'Unknown', NULL, 6)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_employment_status AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_ethnicity (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('White (English / Welsh / Scottish / Northern Irish / British)', 'White (English / Welsh / Scottish / Northern Irish / British)', NULL, 1),
  ('White Irish', 'White Irish', NULL, 2),
  ('White (Gypsy or Irish Traveller)', 'White (Gypsy or Irish Traveller)', NULL, 3),
  ('Any other White background', 'Any other White background', NULL, 4),
  ('White and Black Caribbean', 'White and Black Caribbean', NULL, 5),
  ('White and Black African', 'White and Black African', NULL, 6),
  ('White and Asian', 'White and Asian', NULL, 7),
  ('Any other mixed / multiple ethnic background', 'Any other mixed / multiple ethnic background', NULL, 8),
  ('Indian', 'Indian', NULL, 9),
  ('Pakistani', 'Pakistani', NULL, 10),
  ('Bangladeshi', 'Bangladeshi', NULL, 11),
  ('Chinese', 'Chinese', NULL, 12),
  ('Any other Asian background', 'Any other Asian background', NULL, 13),
  ('African', 'African', NULL, 14),
  ('Caribbean', 'Caribbean', NULL, 15),
  ('Any other Black / African / Caribbean background', 'Any other Black / African / Caribbean background', NULL, 16),
  ('Arab', 'Arab', NULL, 17),
  ('Any other ethnic group', 'Any other ethnic group', NULL, 18),
  ('Refused', 'Refused', NULL, 19),
  ('Undeclared / Not known', 'Undeclared / Not known', NULL, 20)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_ethnicity AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_event_outcome (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Progress to Reablement/ST-Max', 'Progress to Reablement/ST-Max', NULL, 1),
  ('Progress to Assessment / Unplanned Review', 'Progress to Assessment / Unplanned Review', NULL, 2),
  ('Admitted to hospital', 'Admitted to hospital', NULL, 3),
  ('Progress to Re-assessment', 'Progress to Re-assessment', NULL, 4),
  ('Progress to Support Planning / Services', 'Progress to Support Planning / Services', 'This includes crisis response services, which may come before an assessment.', 5),
  ('Progress to End of Life Care', 'Progress to End of Life Care', NULL, 6),
  ('No change in package', 'No change in package', NULL, 7),
  ('Service ended as planned', 'Service ended as planned', NULL, 8),
  ('NFA - Moved to another LA', 'NFA - Moved to another LA', NULL, 9),
  ('NFA - 100% NHS funded care', 'NFA - 100% NHS funded care', NULL, 10),
  ('NFA - Self-funded client (inc 12wk disregard)', 'NFA - Self-funded client (inc 12wk disregard)', 'Used, for example, when a permanent residential or nursing care service is closed after a 12 week property disregard and the client becomes a self-funder.', 11),
  ('NFA - Support declined', 'NFA - Support declined', NULL, 12),
  ('NFA - Information & Advice / Signposting only', 'NFA - Information & Advice / Signposting only', NULL, 13),
  ('NFA - Deceased', 'NFA - Deceased', NULL, 14),
  ('NFA - No services offered: Other reason', 'NFA - No services offered: Other reason', NULL, 15),
  ('NFA - Support ended: Other reason', 'NFA - Support ended: Other reason', NULL, 16)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_outcome AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_event_type (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Request', 'Request', 'A request for support, whether from a new or an existing client.', 1),
  ('Assessment', 'Assessment', 'The first assessment of a new client, as an assessment of need under the Care Act 2014. Every later assessment, including a reassessment, is a review.', 2),
  ('Service', 'Service', 'A service that starts, ends or is open in the reporting period, for a client whom the council funds fully or jointly, or for a full cost client. A suspended service is still open.', 3),
  ('Review', 'Review', 'A full re-examination of the client\'s needs, with a formal reassessment and direct contact with the client. Closing a case file, or checking that services have stopped, after a client\'s death is not a review. Reviews that were not completed are left out.', 4)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_type AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_gender (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Female', 'Female', NULL, 1),
  ('Male', 'Male', NULL, 2),
  ('Not known', 'Not known', NULL, 3)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_gender AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_hearing_impairment (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Deaf with speech', 'Deaf with speech', NULL, 1),
  ('Deaf without speech', 'Deaf without speech', NULL, 2),
  ('Hard of hearing', 'Hard of hearing', NULL, 3),
  ('No hearing impairment', 'No hearing impairment', NULL, 4),
  ('Unknown', 'Unknown', NULL, 5)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_hearing_impairment AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_informal_carer_involved (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Yes', 'Yes', 'At least one informal carer was involved in the assessment.', 1),
  ('No', 'No', NULL, 2),
  ('Don\'t know', 'Don\'t know', NULL, 3)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_informal_carer_involved AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_local_authority (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('716', 'Barking and Dagenham', NULL, 1),
  ('717', 'Barnet', NULL, 2),
  ('204', 'Barnsley', NULL, 3),
  ('908', 'Bath and North East Somerset', NULL, 4),
  ('625', 'Bedford', NULL, 5),
  ('718', 'Bexley', NULL, 6),
  ('406', 'Birmingham', NULL, 7),
  ('324', 'Blackburn with Darwen', NULL, 8),
  ('325', 'Blackpool', NULL, 9),
  ('304', 'Bolton', NULL, 10),
  ('738', 'Bournemouth, Christchurch and Poole', NULL, 11),
  ('614', 'Bracknell Forest', NULL, 12),
  ('209', 'Bradford', NULL, 13),
  ('719', 'Brent', NULL, 14),
  ('816', 'Brighton and Hove', NULL, 15),
  ('909', 'Bristol', NULL, 16),
  ('720', 'Bromley', NULL, 17),
  ('612', 'Buckinghamshire', NULL, 18),
  ('305', 'Bury', NULL, 19),
  ('210', 'Calderdale', NULL, 20),
  ('623', 'Cambridgeshire', NULL, 21),
  ('702', 'Camden', NULL, 22),
  ('626', 'Central Bedfordshire', NULL, 23),
  ('326', 'Cheshire East', NULL, 24),
  ('327', 'Cheshire West and Chester', NULL, 25),
  ('714', 'City of London', NULL, 26),
  ('902', 'Cornwall', NULL, 27),
  ('407', 'Coventry', NULL, 28),
  ('721', 'Croydon', NULL, 29),
  ('102', 'Cumbria', NULL, 30),
  ('117', 'Darlington', NULL, 31),
  ('507', 'Derby', NULL, 32),
  ('506', 'Derbyshire', NULL, 33),
  ('912', 'Devon', NULL, 34),
  ('205', 'Doncaster', NULL, 35),
  ('809', 'Dorset', NULL, 36),
  ('408', 'Dudley', NULL, 37),
  ('116', 'Durham', NULL, 38),
  ('722', 'Ealing', NULL, 39),
  ('214', 'East Riding of Yorkshire', NULL, 40),
  ('815', 'East Sussex', NULL, 41),
  ('723', 'Enfield', NULL, 42),
  ('620', 'Essex', NULL, 43),
  ('106', 'Gateshead', NULL, 44),
  ('904', 'Gloucestershire', NULL, 45),
  ('703', 'Greenwich', NULL, 46),
  ('704', 'Hackney', NULL, 47),
  ('321', 'Halton', NULL, 48),
  ('705', 'Hammersmith and Fulham', NULL, 49),
  ('812', 'Hampshire', NULL, 50),
  ('724', 'Haringey', NULL, 51),
  ('725', 'Harrow', NULL, 52),
  ('111', 'Hartlepool', NULL, 53),
  ('726', 'Havering', NULL, 54),
  ('415', 'Herefordshire', NULL, 55),
  ('606', 'Hertfordshire', NULL, 56),
  ('727', 'Hillingdon', NULL, 57),
  ('728', 'Hounslow', NULL, 58),
  ('803', 'Isle of Wight', NULL, 59),
  ('906', 'Isles of Scilly', NULL, 60),
  ('706', 'Islington', NULL, 61),
  ('707', 'Kensington and Chelsea', NULL, 62),
  ('820', 'Kent', NULL, 63),
  ('215', 'Kingston upon Hull', NULL, 64),
  ('729', 'Kingston upon Thames', NULL, 65),
  ('211', 'Kirklees', NULL, 66),
  ('315', 'Knowsley', NULL, 67),
  ('708', 'Lambeth', NULL, 68),
  ('323', 'Lancashire', NULL, 69),
  ('212', 'Leeds', NULL, 70),
  ('509', 'Leicester', NULL, 71),
  ('508', 'Leicestershire', NULL, 72),
  ('709', 'Lewisham', NULL, 73),
  ('503', 'Lincolnshire', NULL, 74),
  ('316', 'Liverpool', NULL, 75),
  ('611', 'Luton', NULL, 76),
  ('306', 'Manchester', NULL, 77),
  ('821', 'Medway Towns', NULL, 78),
  ('730', 'Merton', NULL, 79),
  ('112', 'Middlesbrough', NULL, 80),
  ('613', 'Milton Keynes', NULL, 81),
  ('107', 'Newcastle upon Tyne', NULL, 82),
  ('731', 'Newham', NULL, 83),
  ('607', 'Norfolk', NULL, 84),
  ('216', 'North East Lincolnshire', NULL, 85),
  ('217', 'North Lincolnshire', NULL, 86),
  ('910', 'North Somerset', NULL, 87),
  ('108', 'North Tyneside', NULL, 88),
  ('218', 'North Yorkshire', NULL, 89),
  ('504', 'Northamptonshire', NULL, 90),
  ('104', 'Northumberland', NULL, 91),
  ('512', 'Nottingham', NULL, 92),
  ('511', 'Nottinghamshire', NULL, 93),
  ('307', 'Oldham', NULL, 94),
  ('608', 'Oxfordshire', NULL, 95),
  ('624', 'Peterborough', NULL, 96),
  ('913', 'Plymouth', NULL, 97),
  ('813', 'Portsmouth', NULL, 98),
  ('616', 'Reading', NULL, 99),
  ('732', 'Redbridge', NULL, 100),
  ('113', 'Redcar and Cleveland', NULL, 101),
  ('733', 'Richmond upon Thames', NULL, 102),
  ('308', 'Rochdale', NULL, 103),
  ('206', 'Rotherham', NULL, 104),
  ('510', 'Rutland', NULL, 105),
  ('309', 'Salford', NULL, 106),
  ('409', 'Sandwell', NULL, 107),
  ('317', 'Sefton', NULL, 108),
  ('207', 'Sheffield', NULL, 109),
  ('417', 'Shropshire', NULL, 110),
  ('617', 'Slough', NULL, 111),
  ('410', 'Solihull', NULL, 112),
  ('905', 'Somerset', NULL, 113),
  ('911', 'South Gloucestershire', NULL, 114),
  ('109', 'South Tyneside', NULL, 115),
  ('814', 'Southampton', NULL, 116),
  ('621', 'Southend-on-Sea', NULL, 117),
  ('710', 'Southwark', NULL, 118),
  ('318', 'St. Helens', NULL, 119),
  ('413', 'Staffordshire', NULL, 120),
  ('310', 'Stockport', NULL, 121),
  ('114', 'Stockton-on-Tees', NULL, 122),
  ('414', 'Stoke-on-Trent', NULL, 123),
  ('609', 'Suffolk', NULL, 124),
  ('110', 'Sunderland', NULL, 125),
  ('805', 'Surrey', NULL, 126),
  ('734', 'Sutton', NULL, 127),
  ('819', 'Swindon', NULL, 128),
  ('311', 'Tameside', NULL, 129),
  ('418', 'Telford and the Wrekin', NULL, 130),
  ('622', 'Thurrock', NULL, 131),
  ('914', 'Torbay', NULL, 132),
  ('711', 'Tower Hamlets', NULL, 133),
  ('312', 'Trafford', NULL, 134),
  ('213', 'Wakefield', NULL, 135),
  ('411', 'Walsall', NULL, 136),
  ('735', 'Waltham Forest', NULL, 137),
  ('712', 'Wandsworth', NULL, 138),
  ('322', 'Warrington', NULL, 139),
  ('404', 'Warwickshire', NULL, 140),
  ('615', 'West Berkshire', NULL, 141),
  ('807', 'West Sussex', NULL, 142),
  ('713', 'Westminster', NULL, 143),
  ('313', 'Wigan', NULL, 144),
  ('817', 'Wiltshire', NULL, 145),
  ('618', 'Windsor and Maidenhead', NULL, 146),
  ('319', 'Wirral', NULL, 147),
  ('619', 'Wokingham', NULL, 148),
  ('412', 'Wolverhampton', NULL, 149),
  ('416', 'Worcestershire', NULL, 150),
  ('219', 'York', NULL, 151)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_local_authority AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_primary_support_reason (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Physical Support: Access & mobility only', 'Physical Support: Access & mobility only', NULL, 1),
  ('Physical Support: Personal care support', 'Physical Support: Personal care support', NULL, 2),
  ('Sensory Support: Support for visual impairment', 'Sensory Support: Support for visual impairment', NULL, 3),
  ('Sensory Support: Support for hearing impairment', 'Sensory Support: Support for hearing impairment', NULL, 4),
  ('Sensory Support: Support for dual impairment', 'Sensory Support: Support for dual impairment', NULL, 5),
  ('Support with Memory & Cognition', 'Support with Memory & Cognition', NULL, 6),
  ('Learning Disability Support', 'Learning Disability Support', NULL, 7),
  ('Mental Health Support', 'Mental Health Support', NULL, 8),
  ('Social Support: Substance misuse support', 'Social Support: Substance misuse support', NULL, 9),
  ('Social Support: Asylum seeker support', 'Social Support: Asylum seeker support', NULL, 10),
  ('Social Support: Support for Social Isolation/Other', 'Social Support: Support for Social Isolation/Other', NULL, 11),
  ('PSR Not Known', 'PSR Not Known', NULL, 12)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_primary_support_reason AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_review_outcomes (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Fully Met', 'Fully Met', 'All outcomes were fully met.', 1),
  ('Partially Met', 'Partially Met', 'At least one outcome was fully or partially met.', 2),
  ('Not Met', 'Not Met', 'No outcomes were met.', 3)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_outcomes AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_review_reason (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Planned', 'Planned', NULL, 1),
  ('Unplanned - Hospital (Planned and unplanned episodes)', 'Unplanned - Hospital (Planned and unplanned episodes)', NULL, 2),
  ('Unplanned - Carer related', 'Unplanned - Carer related', NULL, 3),
  ('Unplanned - Safeguarding concern', 'Unplanned - Safeguarding concern', NULL, 4),
  ('Unplanned - Other Reason', 'Unplanned - Other Reason', NULL, 5),
  ('Unplanned - Provider Failure', 'Unplanned - Provider Failure', NULL, 6),
  ('Unplanned - Change in Commissioning arrangements', 'Unplanned - Change in Commissioning arrangements', NULL, 7)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_reason AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_route_of_access (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Planned Entry (Transition)', 'Planned Entry (Transition)', NULL, 1),
  ('Discharge from Hospital', 'Discharge from Hospital', NULL, 2),
  ('Diversion from Hospital Services', 'Diversion from Hospital Services', NULL, 3),
  ('Community / Other route', 'Community / Other route', NULL, 4),
  ('Prison', 'Prison', NULL, 5),
  ('Self-Funder with depleted funds', 'Self-Funder with depleted funds', NULL, 6),
  ('Self-Funder with depleted funds - 12-wk disregard or DPA', 'Self-Funder with depleted funds - 12-wk disregard or DPA', NULL, 7),
  ('Discharge from Reablement', 'Discharge from Reablement', 'A new value of version 4.0, which the guidance marks as voluntary.', 8)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_route_of_access AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_service_component (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Reablement', 'Reablement', NULL, 1),
  ('Short Term Nursing Care', 'Short Term Nursing Care', NULL, 2),
  ('Short Term Residential Care', 'Short Term Residential Care', NULL, 3),
  ('Long Term Nursing Care', 'Long Term Nursing Care', NULL, 4),
  ('Long Term Residential Care', 'Long Term Residential Care', NULL, 5),
  ('Home Support', 'Home Support', NULL, 6),
  ('Day Support', 'Day Support', NULL, 7),
  ('Meals', 'Meals', NULL, 8),
  ('Transport', 'Transport', NULL, 9),
  ('Equipment', 'Equipment', 'Only equipment that started in the year is expected in a return, for new and existing clients alike.', 10),
  ('Direct Payment', 'Direct Payment', NULL, 11),
  ('Shared Lives', 'Shared Lives', NULL, 12),
  ('Community Supported Living', 'Community Supported Living', NULL, 13),
  ('Professional Support', 'Professional Support', NULL, 14),
  ('Learning/Education/Employment Support', 'Learning/Education/Employment Support', NULL, 15),
  ('End of Life Care', 'End of Life Care', NULL, 16),
  ('Emergency Support', 'Emergency Support', NULL, 17),
  ('Other Short Term Support', 'Other Short Term Support', NULL, 18),
  ('Other Long Term Support', 'Other Long Term Support', NULL, 19)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_component AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_service_type (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Short Term Support: ST-Max', 'Short Term Support: ST-Max', NULL, 1),
  ('Short Term Support: Ongoing Low Level', 'Short Term Support: Ongoing Low Level', NULL, 2),
  ('Short Term Support: Other Short Term', 'Short Term Support: Other Short Term', NULL, 3),
  ('Long Term Support: Nursing Care', 'Long Term Support: Nursing Care', NULL, 4),
  ('Long Term Support: Residential Care', 'Long Term Support: Residential Care', NULL, 5),
  ('Long Term Support: Community', 'Long Term Support: Community', NULL, 6)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_type AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_visual_impairment (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Blind/severely sight impaired', 'Blind/severely sight impaired', NULL, 1),
  ('Partial sight/sight impaired', 'Partial sight/sight impaired', NULL, 2),
  ('No visual impairment', 'No visual impairment', NULL, 3),
  ('Unknown', 'Unknown', NULL, 4)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_visual_impairment AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_yes_no_not_known (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Yes', 'Yes', 'For Has Informal Carer: at least one informal carer is known. For the other items, the guidance has not decided whether the condition must be diagnosed and relevant to the care needs, or whether the person\'s own report is enough.', 1),
  ('No', 'No', NULL, 2),
  ('Not known', 'Not known', NULL, 3)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no_not_known AS t WHERE t.`value` = v.`value`);

INSERT INTO cld_list_yes_no (`value`, `label`, `description`, `position`)
SELECT v.`value`, v.`label`, v.`description`, v.`position`
FROM (VALUES
  ('Yes', 'Yes', 'The client pays the full direct costs of the services. The council arranges the support, with regular reviews and support planning.', 1),
  ('No', 'No', NULL, 2)
) AS v (`value`, `label`, `description`, `position`)
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no AS t WHERE t.`value` = v.`value`);

-- The rows that fit.
INSERT INTO cld_event (`row_number`, `la_code`, `reporting_year`, `reporting_period_start_date`, `reporting_period_end_date`, `person_unique_identifier`, `nhs_number`, `first_name`, `last_name`, `gp_practice_name`, `gp_practice_code`, `gender`, `ethnicity`, `date_of_birth`, `date_of_death`, `primary_support_reason`, `postcode`, `accommodation_status`, `employment_status`, `has_informal_carer`, `autism_spectrum_disorder`, `visual_impairment`, `hearing_impairment`, `dementia`, `event_type`, `event_reference`, `event_start_date`, `event_end_date`, `event_description`, `event_outcome`, `route_of_access`, `assessment_type`, `eligible_needs_identified`, `informal_carer_involved_in_assessment`, `service_type`, `service_component`, `delivery_mechanism`, `provider_location_name`, `provider_cqc_id`, `review_reason`, `review_outcomes_achieved`, `unit_cost`, `cost_frequency`, `planned_units_per_week`, `full_cost_client`)
SELECT m.`row_number`, m.`la_code`, m.`reporting_year`, m.`reporting_period_start_date`, m.`reporting_period_end_date`, m.`person_unique_identifier`, m.`nhs_number`, m.`first_name`, m.`last_name`, m.`gp_practice_name`, m.`gp_practice_code`, m.`gender`, m.`ethnicity`, m.`date_of_birth`, m.`date_of_death`, m.`primary_support_reason`, m.`postcode`, m.`accommodation_status`, m.`employment_status`, m.`has_informal_carer`, m.`autism_spectrum_disorder`, m.`visual_impairment`, m.`hearing_impairment`, m.`dementia`, m.`event_type`, m.`event_reference`, m.`event_start_date`, m.`event_end_date`, m.`event_description`, m.`event_outcome`, m.`route_of_access`, m.`assessment_type`, m.`eligible_needs_identified`, m.`informal_carer_involved_in_assessment`, m.`service_type`, m.`service_component`, m.`delivery_mechanism`, m.`provider_location_name`, m.`provider_cqc_id`, m.`review_reason`, m.`review_outcomes_achieved`, m.`unit_cost`, m.`cost_frequency`, m.`planned_units_per_week`, m.`full_cost_client`
FROM cld_event_converted_4_0 AS m
WHERE NOT EXISTS (
  SELECT 1 FROM cld_event_findings_4_0 AS f WHERE f.`row_number` = m.`row_number` AND f.`severity` = 'error'
);

CREATE OR REPLACE VIEW cld_event_derived AS
SELECT
  e.`row_number`,
  e.`unit_cost`,
  e.`cost_frequency`,
  e.`planned_units_per_week`,
  e.`full_cost_client`,
  CASE WHEN NOT ((e.`service_type` = 'Long Term Support: Nursing Care' AND e.`service_component` = 'Long Term Nursing Care') OR (e.`service_type` = 'Long Term Support: Residential Care' AND e.`service_component` = 'Long Term Residential Care') OR (e.`service_type` = 'Long Term Support: Community' AND e.`service_component` IN ('Home Support', 'Day Support', 'Direct Payment', 'Community Supported Living', 'Shared Lives')) OR (e.`service_type` = 'Short Term Support: Other Short Term' AND e.`service_component` IN ('Short Term Nursing Care', 'Short Term Residential Care'))) THEN NULL WHEN e.`full_cost_client` = 'Yes' THEN NULL WHEN e.`cost_frequency` IN ('Per Session', 'Hourly', 'Daily') THEN ROUND(((e.`unit_cost` * e.`planned_units_per_week`) * CASE e.`cost_frequency` WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) ELSE ROUND((e.`unit_cost` * CASE e.`cost_frequency` WHEN 'Per Session' THEN 52.14 WHEN 'Hourly' THEN 52.14 WHEN 'Daily' THEN 52.14 WHEN 'Weekly' THEN 52.14 WHEN 'Fortnightly' THEN 26.07 WHEN '4-weekly' THEN 13.035 WHEN 'Monthly' THEN 12 WHEN 'Quarterly' THEN 4 WHEN 'Annually' THEN 1 WHEN 'One-off' THEN 1 END), 2) END AS `full_year_equivalent_cost`
FROM cld_event AS e;

DROP TABLE IF EXISTS cld_event_findings_4_0;

DROP TABLE IF EXISTS cld_event_converted_4_0;
