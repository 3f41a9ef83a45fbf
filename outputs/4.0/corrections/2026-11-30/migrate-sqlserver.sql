-- Adult Social Care Client Level Data, SQL Server: from 4.0 to 4.0, corrected 30 November 2026
-- Turns the tables that the scripts of version 4.0 made into those of version 4.0, and keeps their data.
--
-- The tables are altered in place (ALTER TABLE).
--
-- What changes:
--   - specification/version: What version 4.0 says about itself has changed: the date of the last correction and summary. This is the fourth draft. It added discharge from reablement as a route of access, the eligibility found at assessment, the outcomes achieved at review, and whether an informal carer was involved in the assessment.
--   - item/la_code: The guidance has changed.
--   - item/reporting_year: The definition is now “The reporting year that the return is for”. It was “The reporting year to which the return belongs”.
--   - item/reporting_year: The guidance has changed.
--   - item/reporting_year: The examples have changed.
--   - item/reporting_period_start_date: The guidance has changed.
--   - item/reporting_period_end_date: The guidance has changed.
--   - item/person_unique_identifier: The definition has changed.
--   - item/person_unique_identifier: The guidance has changed.
--   - item/person_unique_identifier: The examples have changed.
--   - item/nhs_number: The definition has changed.
--   - item/nhs_number: The guidance has changed.
--   - item/nhs_number: The examples have changed.
--   - item/first_name: The guidance has changed.
--   - item/first_name: The examples have changed.
--   - item/last_name: The guidance has changed.
--   - item/last_name: The examples have changed.
--   - item/gp_practice_name: The guidance has changed.
--   - item/gp_practice_name: The examples have changed.
--   - item/gp_practice_code: The guidance has changed.
--   - item/gp_practice_code: The examples have changed.
--   - item/gender: The definition is now “The person's gender, in line with the EQ-CL standards”. It was “The person's gender, in the classes of the EQ-CL standards”.
--   - item/gender: The guidance has changed.
--   - item/ethnicity: The definition has changed.
--   - item/ethnicity: The guidance has changed.
--   - item/ethnicity: The examples have changed.
--   - item/date_of_birth: The guidance has changed.
--   - item/date_of_birth: The examples have changed.
--   - item/date_of_death: The guidance has changed.
--   - item/date_of_death: The examples have changed.
--   - item/primary_support_reason: The guidance has changed.
--   - item/postcode: The guidance has changed.
--   - item/postcode: The examples have changed.
--   - item/accommodation_status: The guidance has changed.
--   - item/accommodation_status: The examples have changed.
--   - item/employment_status: The definition has changed.
--   - item/employment_status: The guidance has changed.
--   - item/employment_status: The examples have changed.
--   - item/has_informal_carer: The guidance has changed.
--   - item/has_informal_carer: The examples have changed.
--   - item/autism_spectrum_disorder: The guidance has changed.
--   - item/visual_impairment: The guidance has changed.
--   - item/visual_impairment: The examples have changed.
--   - item/hearing_impairment: The guidance has changed.
--   - item/hearing_impairment: The examples have changed.
--   - item/dementia: The guidance has changed.
--   - item/event_type: The guidance has changed.
--   - item/event_reference: The definition is now “A unique reference for the event”. It was “A reference that stands for one event, and so for one row”.
--   - item/event_reference: The guidance has changed.
--   - item/event_reference: The examples have changed.
--   - item/event_start_date: The definition is now “The day on which the event actually started”. It was “The day on which the event really started”.
--   - item/event_start_date: The guidance has changed.
--   - item/event_start_date: The examples have changed.
--   - item/event_end_date: The definition is now “The day on which the event actually ended”. It was “The day on which the event really ended”.
--   - item/event_end_date: The guidance has changed.
--   - item/event_end_date: The examples have changed.
--   - item/event_description: The definition is now “Free text that describes the event”. It was “A free text that says more about the event”.
--   - item/event_description: The guidance has changed.
--   - item/event_outcome: The definition has changed.
--   - item/event_outcome: The guidance has changed.
--   - item/event_outcome: The examples have changed.
--   - item/route_of_access: The definition is now “How the request for support came to the council”. It was “The way by which a request for support reached the council”.
--   - item/route_of_access: The guidance has changed.
--   - item/route_of_access: The examples have changed.
--   - item/assessment_type: The guidance has changed.
--   - item/eligible_needs_identified: The definition has changed.
--   - item/eligible_needs_identified: The guidance has changed.
--   - item/informal_carer_involved_in_assessment: The definition has changed.
--   - item/informal_carer_involved_in_assessment: The guidance has changed.
--   - item/informal_carer_involved_in_assessment: The examples have changed.
--   - item/service_type: The guidance has changed.
--   - item/service_type: The examples have changed.
--   - item/service_component: The guidance has changed.
--   - item/service_component: The examples have changed.
--   - item/delivery_mechanism: The guidance has changed.
--   - item/delivery_mechanism: The examples have changed.
--   - item/provider_location_name: The definition has changed.
--   - item/provider_location_name: The guidance has changed.
--   - item/provider_location_name: The examples have changed.
--   - item/provider_cqc_id: The definition has changed.
--   - item/provider_cqc_id: The guidance has changed.
--   - item/provider_cqc_id: The examples have changed.
--   - item/review_reason: The guidance has changed.
--   - item/review_outcomes_achieved: The definition has changed.
--   - item/review_outcomes_achieved: The guidance has changed.
--   - item/unit_cost: The guidance has changed.
--   - item/unit_cost: The examples have changed.
--   - item/cost_frequency: The definition has changed.
--   - item/cost_frequency: The guidance has changed.
--   - item/cost_frequency: The examples have changed.
--   - item/planned_units_per_week: The definition has changed.
--   - item/planned_units_per_week: The guidance has changed.
--   - item/planned_units_per_week: The examples have changed.
--   - item/full_cost_client: The definition has changed.
--   - item/full_cost_client: The guidance has changed.
--   - item/full_cost_client: The examples have changed.
--   - list/accommodation-status: The description has changed.
--   - list/assessment-type: The description has changed.
--   - list/cost-frequency: The description has changed.
--   - list/delivery-mechanism: The description has changed.
--   - list/eligible-needs: The description has changed.
--   - list/employment-status: The description has changed.
--   - list/ethnicity: The description has changed.
--   - value/event-outcome/NFA - Self-funded client (inc 12wk disregard): The description of the value has changed.
--   - value/event-type/Assessment: The description of the value has changed.
--   - value/event-type/Service: The description of the value has changed.
--   - value/event-type/Review: The description of the value has changed.
--   - list/event-type: The description has changed.
--   - list/gender: The description has changed.
--   - list/local-authority: The description has changed.
--   - list/review-outcomes: The description has changed.
--   - list/route-of-access: The description has changed.
--   - list/service-component: The description has changed.
--   - list/service-type: The description has changed.
--   - value/yes-no-not-known/Yes: The description of the value has changed.
--   - list/yes-no-not-known: The description has changed.
--   - value/yes-no/Yes: The description of the value has changed.
--   - section/submission-information: The description has changed.
--   - section/person-details: The description has changed.
--   - section/events: The description has changed.
--   - section/requests: The description has changed.
--   - section/assessments: The description has changed.
--   - section/services: The description has changed.
--   - section/reviews: The description has changed.
--   - section/costs: The description has changed.
--   - rule/ASM-01: The message and note have changed.
--   - rule/ASM-02: The title and message have changed.
--   - rule/ASM-03: The title, message and note have changed.
--   - rule/ASM-04: The title, message and note have changed.
--   - rule/COST-01: The title and message have changed.
--   - rule/COST-02: The message and note have changed.
--   - rule/COST-03: The message and note have changed.
--   - rule/COST-04: The title and message have changed.
--   - rule/COST-05: Rows are pointed out where both of these are true: (1) Unit Cost is filled in; (2) at least one of these is true: (2.1) Service Type and Service Component are not in the table “Services that need a cost”, Service Type does not begin with “Long Term Support:” and Service Component is neither “Short Term Nursing Care” nor “Short Term Residential Care”; (2.2) Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”. Before: Rows are pointed out where both of these are true: (1) Unit Cost is filled in; (2) either Service Type and Service Component are not in the table “Services that need a cost” or Delivery Mechanism is “Community: CASSR Commissioned Support” or “Prison: CASSR Commissioned Support”.
--   - rule/COST-05: The title and message have changed.
--   - rule/COST-05: The examples of rows that pass or break it have changed.
--   - rule/COST-06: The title and message have changed.
--   - rule/COST-07: The rule is new, and a breach is reported for information. Rows are pointed out where all of these are true: (1) either Service Type begins with “Long Term Support:” or Service Component is “Short Term Nursing Care” or “Short Term Residential Care”; (2) Service Type and Service Component are not in the table “Services that need a cost”; (3) Delivery Mechanism is blank or neither “Community: CASSR Commissioned Support” nor “Prison: CASSR Commissioned Support”; (4) both Cost Frequency / Unit Type and Unit Cost are blank.
--   - rule/COST-08: The rule is new, and a breach is a warning. Full cost client should be the same on all rows with the same Person Unique Identifier where Full cost client is filled in.
--   - rule/EVT-01: The message has changed.
--   - rule/EVT-02: The message has changed.
--   - rule/EVT-03: The message has changed.
--   - rule/EVT-04: The message and note have changed.
--   - rule/EVT-05: The message has changed.
--   - rule/EVT-06: The title and message have changed.
--   - rule/EVT-07: The message and note have changed.
--   - rule/EVT-08: The title and message have changed.
--   - rule/EVT-09: The title, message and note have changed.
--   - rule/EVT-10: The title, message and note have changed.
--   - rule/EVT-11: The title, message and note have changed.
--   - rule/EVT-12: The rule is new, and a breach is an error. If Date of Death is blank or not before Date of Birth, Event Start Date must not be before Date of Birth.
--   - rule/PER-01: The message and note have changed.
--   - rule/PER-02: The title and message have changed.
--   - rule/PER-03: The title, message and note have changed.
--   - rule/PER-03: The examples of rows that pass or break it have changed.
--   - rule/PER-04: The title, message and note have changed.
--   - rule/PER-05: The message has changed.
--   - rule/PER-06: The title, message and note have changed.
--   - rule/REV-01: The title and message have changed.
--   - rule/REV-01: The examples of rows that pass or break it have changed.
--   - rule/REV-02: The rule is new, and a breach is a warning. If Event Type is “Review” and Date of Death is blank, Event End Date should be filled in.
--   - rule/SRV-01: The message and note have changed.
--   - rule/SRV-01: The examples of rows that pass or break it have changed.
--   - rule/SRV-02: The message and note have changed.
--   - rule/SRV-03: The title, message and note have changed.
--   - rule/SRV-04: The message has changed.
--   - rule/SRV-06: The rule is new, and a breach is a warning. If Delivery Mechanism begins with “Prison:”, Service Type should be “Long Term Support: Community”.
--   - rule/SRV-07: The rule is new, and a breach is a warning. Event End Date should be filled in and not after Date of Death if all of these are true: (1) Event Type is “Service”; (2) Event Start Date is not after Date of Death; (3) Date of Death is not after Reporting Period End Date.
--   - rule/SUB-01: A breach is now a warning. It was an error.
--   - rule/SUB-01: The message and note have changed.
--   - rule/SUB-02: The message and note have changed.
--   - rule/SUB-03: The rule is new, and a breach is a warning. If Event Start Date is not after today, Reporting Period End Date should not be after today.
--   - table/commissioned-support: The description has changed.
--   - table/event-outcomes: The description has changed.
--   - table/services-with-costs: The description has changed.
--   - table/units-needed: The description has changed.
--   - format/nhs_number: The severity of a value without this format is now warning. It was error.
--   - format/nhs_number: The advice has changed.
--   - format/postcode: The severity of a value without this format is now warning. It was error.
--   - format/postcode: The description has changed.
--   - specification/record: The entry has changed (description).
--   - specification/discrepancies: The weight, status or owner of 195 discrepancies has changed.
--   - specification/collection: The entry has changed (if unknown column).
--   - specification/history: The entry has changed (summary).
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: sqlcmd -S SERVER -d DATABASE -f 65001 -b -x -i migrate-sqlserver.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.
-- Rows that do not fit version 4.0 are counted and kept in cld_event_set_aside_4_0: the whole row, with the
-- reason, once for each reason. Correct them at their source and load them again. Drop that table when you no longer need it.
-- Decisions for you to make: 1. Search for DECISION.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

SET XACT_ABORT ON;
BEGIN TRANSACTION;
GO

SELECT COUNT(*) AS row_count FROM cld_event WITH (TABLOCKX, HOLDLOCK);
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- Each row of version 4.0 as a row of version 4.0: the value of each item, and what it is converted from if there may be no value.
SELECT
  t.[row_number],
  CASE WHEN t.[la_code] IN (N'716', N'717', N'204', N'908', N'625', N'718', N'406', N'324', N'325', N'304', N'738', N'614', N'209', N'719', N'816', N'909', N'720', N'612', N'305', N'210', N'623', N'702', N'626', N'326', N'327', N'714', N'902', N'407', N'721', N'102', N'117', N'507', N'506', N'912', N'205', N'809', N'408', N'116', N'722', N'214', N'815', N'723', N'620', N'106', N'904', N'703', N'704', N'321', N'705', N'812', N'724', N'725', N'111', N'726', N'415', N'606', N'727', N'728', N'803', N'906', N'706', N'707', N'820', N'215', N'729', N'211', N'315', N'708', N'323', N'212', N'509', N'508', N'709', N'503', N'316', N'611', N'306', N'821', N'730', N'112', N'613', N'107', N'731', N'607', N'216', N'217', N'910', N'108', N'218', N'504', N'104', N'512', N'511', N'307', N'608', N'624', N'913', N'813', N'616', N'732', N'113', N'733', N'308', N'206', N'510', N'309', N'409', N'317', N'207', N'417', N'617', N'410', N'905', N'911', N'109', N'814', N'621', N'710', N'318', N'413', N'310', N'114', N'414', N'609', N'110', N'805', N'734', N'819', N'311', N'418', N'622', N'914', N'711', N'312', N'213', N'411', N'735', N'712', N'322', N'404', N'615', N'807', N'713', N'313', N'817', N'618', N'319', N'619', N'412', N'416', N'219') THEN t.[la_code] END AS [la_code],
  t.[la_code] AS [la_code_as_typed],
  t.[reporting_year] AS [reporting_year],
  t.[reporting_period_start_date] AS [reporting_period_start_date],
  t.[reporting_period_start_date] AS [reporting_period_start_date_as_typed],
  t.[reporting_period_end_date] AS [reporting_period_end_date],
  t.[reporting_period_end_date] AS [reporting_period_end_date_as_typed],
  t.[person_unique_identifier] AS [person_unique_identifier],
  CASE WHEN CASE WHEN (t.[nhs_number] LIKE N'[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]') THEN CASE WHEN (11 - (10 * CAST(SUBSTRING(t.[nhs_number], 1, 1) AS int) + 9 * CAST(SUBSTRING(t.[nhs_number], 2, 1) AS int) + 8 * CAST(SUBSTRING(t.[nhs_number], 3, 1) AS int) + 7 * CAST(SUBSTRING(t.[nhs_number], 4, 1) AS int) + 6 * CAST(SUBSTRING(t.[nhs_number], 5, 1) AS int) + 5 * CAST(SUBSTRING(t.[nhs_number], 6, 1) AS int) + 4 * CAST(SUBSTRING(t.[nhs_number], 7, 1) AS int) + 3 * CAST(SUBSTRING(t.[nhs_number], 8, 1) AS int) + 2 * CAST(SUBSTRING(t.[nhs_number], 9, 1) AS int)) % 11) % 11 = CAST(SUBSTRING(t.[nhs_number], 10, 1) AS int) THEN 1 ELSE 0 END ELSE 0 END = 1 THEN t.[nhs_number] END AS [nhs_number],
  t.[nhs_number] AS [nhs_number_as_typed],
  t.[first_name] AS [first_name],
  t.[last_name] AS [last_name],
  t.[gp_practice_name] AS [gp_practice_name],
  t.[gp_practice_code] AS [gp_practice_code],
  CASE WHEN t.[gender] IN (N'Female', N'Male', N'Not known') THEN t.[gender] END AS [gender],
  t.[gender] AS [gender_as_typed],
  CASE WHEN t.[ethnicity] IN (N'White (English / Welsh / Scottish / Northern Irish / British)', N'White Irish', N'White (Gypsy or Irish Traveller)', N'Any other White background', N'White and Black Caribbean', N'White and Black African', N'White and Asian', N'Any other mixed / multiple ethnic background', N'Indian', N'Pakistani', N'Bangladeshi', N'Chinese', N'Any other Asian background', N'African', N'Caribbean', N'Any other Black / African / Caribbean background', N'Arab', N'Any other ethnic group', N'Refused', N'Undeclared / Not known') THEN t.[ethnicity] END AS [ethnicity],
  t.[ethnicity] AS [ethnicity_as_typed],
  t.[date_of_birth] AS [date_of_birth],
  t.[date_of_birth] AS [date_of_birth_as_typed],
  t.[date_of_death] AS [date_of_death],
  t.[date_of_death] AS [date_of_death_as_typed],
  CASE WHEN t.[primary_support_reason] IN (N'Physical Support: Access & mobility only', N'Physical Support: Personal care support', N'Sensory Support: Support for visual impairment', N'Sensory Support: Support for hearing impairment', N'Sensory Support: Support for dual impairment', N'Support with Memory & Cognition', N'Learning Disability Support', N'Mental Health Support', N'Social Support: Substance misuse support', N'Social Support: Asylum seeker support', N'Social Support: Support for Social Isolation/Other', N'PSR Not Known') THEN t.[primary_support_reason] END AS [primary_support_reason],
  t.[primary_support_reason] AS [primary_support_reason_as_typed],
  CASE WHEN (t.[postcode] LIKE N'[A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9] [0-9][A-Z][A-Z]' OR t.[postcode] LIKE N'[A-Z][A-Z][0-9][A-Z0-9] [0-9][A-Z][A-Z]') THEN t.[postcode] END AS [postcode],
  t.[postcode] AS [postcode_as_typed],
  CASE WHEN t.[accommodation_status] IN (N'Owner occupier or shared ownership scheme', N'Tenant', N'Tenant - private landlord', N'Settled mainstream housing with family / friends', N'Supported accommodation / supported lodgings / supported group home', N'Shared Lives scheme', N'Approved premises for offenders released from prison or under probation supervision', N'Sheltered housing / extra care housing / other sheltered housing', N'Mobile accommodation for Gypsy / Roma and Traveller communities', N'Rough sleeper / squatting', N'Night shelter / emergency hostel / direct access hostel', N'Refuge', N'Placed in temporary accommodation by the council (inc. homelessness resettlement)', N'Staying with family / friends as a short-term guest', N'Acute / long-term healthcare residential facility or hospital', N'Registered care home', N'Registered nursing home', N'Prison / Young offenders institution / detention centre', N'Other temporary accommodation', N'Unknown') THEN t.[accommodation_status] END AS [accommodation_status],
  t.[accommodation_status] AS [accommodation_status_as_typed],
  CASE WHEN t.[employment_status] IN (N'Paid: Less than 16 hours a week', N'Paid: 16 or more hours a week', N'Not in Paid Employment (seeking work)', N'Not in Paid Employment (not actively seeking work / retired)', N'Not in Paid Employment (voluntary work only)', N'Unknown') THEN t.[employment_status] END AS [employment_status],
  t.[employment_status] AS [employment_status_as_typed],
  CASE WHEN t.[has_informal_carer] IN (N'Yes', N'No', N'Not known') THEN t.[has_informal_carer] END AS [has_informal_carer],
  t.[has_informal_carer] AS [has_informal_carer_as_typed],
  CASE WHEN t.[autism_spectrum_disorder] IN (N'Yes', N'No', N'Not known') THEN t.[autism_spectrum_disorder] END AS [autism_spectrum_disorder],
  t.[autism_spectrum_disorder] AS [autism_spectrum_disorder_as_typed],
  CASE WHEN t.[visual_impairment] IN (N'Blind/severely sight impaired', N'Partial sight/sight impaired', N'No visual impairment', N'Unknown') THEN t.[visual_impairment] END AS [visual_impairment],
  t.[visual_impairment] AS [visual_impairment_as_typed],
  CASE WHEN t.[hearing_impairment] IN (N'Deaf with speech', N'Deaf without speech', N'Hard of hearing', N'No hearing impairment', N'Unknown') THEN t.[hearing_impairment] END AS [hearing_impairment],
  t.[hearing_impairment] AS [hearing_impairment_as_typed],
  CASE WHEN t.[dementia] IN (N'Yes', N'No', N'Not known') THEN t.[dementia] END AS [dementia],
  t.[dementia] AS [dementia_as_typed],
  CASE WHEN t.[event_type] IN (N'Request', N'Assessment', N'Service', N'Review') THEN t.[event_type] END AS [event_type],
  t.[event_type] AS [event_type_as_typed],
  t.[event_reference] AS [event_reference],
  t.[event_start_date] AS [event_start_date],
  t.[event_start_date] AS [event_start_date_as_typed],
  t.[event_end_date] AS [event_end_date],
  t.[event_end_date] AS [event_end_date_as_typed],
  t.[event_description] AS [event_description],
  CASE WHEN t.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Admitted to hospital', N'Progress to Re-assessment', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'No change in package', N'Service ended as planned', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Information & Advice / Signposting only', N'NFA - Deceased', N'NFA - No services offered: Other reason', N'NFA - Support ended: Other reason') THEN t.[event_outcome] END AS [event_outcome],
  t.[event_outcome] AS [event_outcome_as_typed],
  CASE WHEN t.[route_of_access] IN (N'Planned Entry (Transition)', N'Discharge from Hospital', N'Diversion from Hospital Services', N'Community / Other route', N'Prison', N'Self-Funder with depleted funds', N'Self-Funder with depleted funds - 12-wk disregard or DPA', N'Discharge from Reablement') THEN t.[route_of_access] END AS [route_of_access],
  t.[route_of_access] AS [route_of_access_as_typed],
  CASE WHEN t.[assessment_type] IN (N'Short Term Assessment', N'Long Term Assessment', N'Transitions Assessment') THEN t.[assessment_type] END AS [assessment_type],
  t.[assessment_type] AS [assessment_type_as_typed],
  CASE WHEN t.[eligible_needs_identified] IN (N'Eligible needs identified', N'Non-eligible needs identified', N'No needs identified', N'Not applicable') THEN t.[eligible_needs_identified] END AS [eligible_needs_identified],
  t.[eligible_needs_identified] AS [eligible_needs_identified_as_typed],
  CASE WHEN t.[informal_carer_involved_in_assessment] IN (N'Yes', N'No', N'Don''t know') THEN t.[informal_carer_involved_in_assessment] END AS [informal_carer_involved_in_assessment],
  t.[informal_carer_involved_in_assessment] AS [informal_carer_involved_in_assessment_as_typed],
  CASE WHEN t.[service_type] IN (N'Short Term Support: ST-Max', N'Short Term Support: Ongoing Low Level', N'Short Term Support: Other Short Term', N'Long Term Support: Nursing Care', N'Long Term Support: Residential Care', N'Long Term Support: Community') THEN t.[service_type] END AS [service_type],
  t.[service_type] AS [service_type_as_typed],
  CASE WHEN t.[service_component] IN (N'Reablement', N'Short Term Nursing Care', N'Short Term Residential Care', N'Long Term Nursing Care', N'Long Term Residential Care', N'Home Support', N'Day Support', N'Meals', N'Transport', N'Equipment', N'Direct Payment', N'Shared Lives', N'Community Supported Living', N'Professional Support', N'Learning/Education/Employment Support', N'End of Life Care', N'Emergency Support', N'Other Short Term Support', N'Other Long Term Support') THEN t.[service_component] END AS [service_component],
  t.[service_component] AS [service_component_as_typed],
  CASE WHEN t.[delivery_mechanism] IN (N'Community: Direct Payment', N'Community: CASSR Managed Personal Budget', N'Community: CASSR Commissioned Support', N'Prison: CASSR Managed Personal Budget', N'Prison: CASSR Commissioned Support') THEN t.[delivery_mechanism] END AS [delivery_mechanism],
  t.[delivery_mechanism] AS [delivery_mechanism_as_typed],
  t.[provider_location_name] AS [provider_location_name],
  t.[provider_cqc_id] AS [provider_cqc_id],
  CASE WHEN t.[review_reason] IN (N'Planned', N'Unplanned - Hospital (Planned and unplanned episodes)', N'Unplanned - Carer related', N'Unplanned - Safeguarding concern', N'Unplanned - Other Reason', N'Unplanned - Provider Failure', N'Unplanned - Change in Commissioning arrangements') THEN t.[review_reason] END AS [review_reason],
  t.[review_reason] AS [review_reason_as_typed],
  CASE WHEN t.[review_outcomes_achieved] IN (N'Fully Met', N'Partially Met', N'Not Met') THEN t.[review_outcomes_achieved] END AS [review_outcomes_achieved],
  t.[review_outcomes_achieved] AS [review_outcomes_achieved_as_typed],
  t.[unit_cost] AS [unit_cost],
  t.[unit_cost] AS [unit_cost_as_typed],
  CASE WHEN t.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily', N'Weekly', N'Fortnightly', N'4-weekly', N'Monthly', N'Quarterly', N'Annually', N'One-off') THEN t.[cost_frequency] END AS [cost_frequency],
  t.[cost_frequency] AS [cost_frequency_as_typed],
  t.[planned_units_per_week] AS [planned_units_per_week],
  t.[planned_units_per_week] AS [planned_units_per_week_as_typed],
  CASE WHEN t.[full_cost_client] IN (N'Yes', N'No') THEN t.[full_cost_client] END AS [full_cost_client],
  t.[full_cost_client] AS [full_cost_client_as_typed]
INTO cld_event_converted_4_0
FROM (
  SELECT
    o.[row_number],
    o.[la_code] AS [la_code],
    o.[reporting_year] AS [reporting_year],
    o.[reporting_period_start_date] AS [reporting_period_start_date],
    o.[reporting_period_end_date] AS [reporting_period_end_date],
    o.[person_unique_identifier] AS [person_unique_identifier],
    o.[nhs_number] AS [nhs_number],
    o.[first_name] AS [first_name],
    o.[last_name] AS [last_name],
    o.[gp_practice_name] AS [gp_practice_name],
    o.[gp_practice_code] AS [gp_practice_code],
    o.[gender] AS [gender],
    o.[ethnicity] AS [ethnicity],
    o.[date_of_birth] AS [date_of_birth],
    o.[date_of_death] AS [date_of_death],
    o.[primary_support_reason] AS [primary_support_reason],
    o.[postcode] AS [postcode],
    o.[accommodation_status] AS [accommodation_status],
    o.[employment_status] AS [employment_status],
    o.[has_informal_carer] AS [has_informal_carer],
    o.[autism_spectrum_disorder] AS [autism_spectrum_disorder],
    o.[visual_impairment] AS [visual_impairment],
    o.[hearing_impairment] AS [hearing_impairment],
    o.[dementia] AS [dementia],
    o.[event_type] AS [event_type],
    o.[event_reference] AS [event_reference],
    o.[event_start_date] AS [event_start_date],
    o.[event_end_date] AS [event_end_date],
    o.[event_description] AS [event_description],
    o.[event_outcome] AS [event_outcome],
    o.[route_of_access] AS [route_of_access],
    o.[assessment_type] AS [assessment_type],
    o.[eligible_needs_identified] AS [eligible_needs_identified],
    o.[informal_carer_involved_in_assessment] AS [informal_carer_involved_in_assessment],
    o.[service_type] AS [service_type],
    o.[service_component] AS [service_component],
    o.[delivery_mechanism] AS [delivery_mechanism],
    o.[provider_location_name] AS [provider_location_name],
    o.[provider_cqc_id] AS [provider_cqc_id],
    o.[review_reason] AS [review_reason],
    o.[review_outcomes_achieved] AS [review_outcomes_achieved],
    o.[unit_cost] AS [unit_cost],
    o.[cost_frequency] AS [cost_frequency],
    o.[planned_units_per_week] AS [planned_units_per_week],
    o.[full_cost_client] AS [full_cost_client]
  FROM cld_event AS o
) AS t;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- What does not fit, rule by rule. An error sets the whole row aside; anything else sets only the value aside.
IF OBJECT_ID(N'cld_event_findings_4_0', N'U') IS NULL
CREATE TABLE cld_event_findings_4_0 (
  [row_number] BIGINT,
  [item] nvarchar(128) COLLATE Latin1_General_100_BIN2,
  [rule] nvarchar(128) COLLATE Latin1_General_100_BIN2,
  [severity] nvarchar(16) COLLATE Latin1_General_100_BIN2,
  [message] nvarchar(2000) COLLATE Latin1_General_100_BIN2,
  [suggestion] nvarchar(450) COLLATE Latin1_General_100_BIN2
);
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- la_code.list: If LA Code is filled in, it must be one of the 151 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.list', N'error', N'LA Code is not an allowed value. Choose one of the 151 values in the Local authorities list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[la_code_as_typed] IS NOT NULL AND r.[la_code] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- la_code.required: LA Code must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'la_code', N'la_code.required', N'error', N'LA Code is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[la_code_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- reporting_year.required: Reporting Year must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_year', N'reporting_year.required', N'error', N'Reporting Year is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[reporting_year] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- reporting_period_start_date.type: If Reporting Period Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.type', N'error', N'Reporting Period Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[reporting_period_start_date_as_typed] IS NOT NULL AND r.[reporting_period_start_date] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- reporting_period_start_date.required: Reporting Period Start Date must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_start_date', N'reporting_period_start_date.required', N'error', N'Reporting Period Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[reporting_period_start_date_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- reporting_period_end_date.type: If Reporting Period End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.type', N'error', N'Reporting Period End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[reporting_period_end_date_as_typed] IS NOT NULL AND r.[reporting_period_end_date] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- reporting_period_end_date.required: Reporting Period End Date must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'reporting_period_end_date', N'reporting_period_end_date.required', N'error', N'Reporting Period End Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[reporting_period_end_date_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- person_unique_identifier.required: Person Unique Identifier must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'person_unique_identifier', N'person_unique_identifier.required', N'error', N'Person Unique Identifier is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[person_unique_identifier] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- first_name.required: First Name must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'first_name', N'first_name.required', N'error', N'First Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[first_name] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- last_name.required: Last Name must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'last_name', N'last_name.required', N'error', N'Last Name is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[last_name] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- gender.list: If Gender is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.list', N'error', N'Gender must be Female, Male or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[gender_as_typed] IS NOT NULL AND r.[gender] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- gender.required: Gender must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'gender', N'gender.required', N'error', N'Gender is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[gender_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- ethnicity.list: If Ethnicity is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.list', N'error', N'Ethnicity is not an allowed value. Choose one of the 20 values in the Ethnicity list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[ethnicity_as_typed] IS NOT NULL AND r.[ethnicity] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- ethnicity.required: Ethnicity must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'ethnicity', N'ethnicity.required', N'error', N'Ethnicity is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[ethnicity_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- date_of_birth.type: If Date of Birth is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'date_of_birth.type', N'error', N'Date of Birth is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[date_of_birth_as_typed] IS NOT NULL AND r.[date_of_birth] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- date_of_death.type: If Date of Death is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'date_of_death.type', N'error', N'Date of Death is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[date_of_death_as_typed] IS NOT NULL AND r.[date_of_death] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- primary_support_reason.list: If Primary Support Reason is filled in, it must be one of the 12 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.list', N'error', N'Primary Support Reason is not an allowed value. Choose one of the 12 values in the Primary Support Reason list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[primary_support_reason_as_typed] IS NOT NULL AND r.[primary_support_reason] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- primary_support_reason.required: Primary Support Reason must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'primary_support_reason', N'primary_support_reason.required', N'error', N'Primary Support Reason is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[primary_support_reason_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- postcode.required: Postcode must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'postcode', N'postcode.required', N'error', N'Postcode is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[postcode_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- accommodation_status.list: If Accommodation Status is filled in, it must be one of the 20 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.list', N'error', N'Accommodation Status is not an allowed value. Choose one of the 20 values in the Accommodation Status list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[accommodation_status_as_typed] IS NOT NULL AND r.[accommodation_status] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- accommodation_status.required: If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Accommodation Status must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'accommodation_status', N'accommodation_status.required', N'error', N'Accommodation Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[accommodation_status_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- employment_status.list: If Employment Status is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.list', N'error', N'Employment Status is not an allowed value. Choose one of the 6 values in the Employment Status list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[employment_status_as_typed] IS NOT NULL AND r.[employment_status] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- employment_status.required: If Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64, Employment Status must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'employment_status', N'employment_status.required', N'error', N'Employment Status is blank. It is needed where Primary Support Reason is “Learning Disability Support” and the age on Reporting Period End Date is from 18 to 64. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[primary_support_reason] = N'Learning Disability Support' AND ((YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) >= 18 AND (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) <= 64) AND r.[employment_status_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- has_informal_carer.list: If Has Informal Carer is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.list', N'error', N'Has Informal Carer must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[has_informal_carer_as_typed] IS NOT NULL AND r.[has_informal_carer] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- has_informal_carer.required: Has Informal Carer must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'has_informal_carer', N'has_informal_carer.required', N'error', N'Has Informal Carer is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[has_informal_carer_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- autism_spectrum_disorder.list: If Autism Spectrum Disorder is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'autism_spectrum_disorder', N'autism_spectrum_disorder.list', N'error', N'Autism Spectrum Disorder must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[autism_spectrum_disorder_as_typed] IS NOT NULL AND r.[autism_spectrum_disorder] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- visual_impairment.list: If Visual Impairment is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'visual_impairment', N'visual_impairment.list', N'error', N'Visual Impairment must be Blind/severely sight impaired, Partial sight/sight impaired, No visual impairment or Unknown.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[visual_impairment_as_typed] IS NOT NULL AND r.[visual_impairment] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- hearing_impairment.list: If Hearing Impairment is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'hearing_impairment', N'hearing_impairment.list', N'error', N'Hearing Impairment must be Deaf with speech, Deaf without speech, Hard of hearing, No hearing impairment or Unknown.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[hearing_impairment_as_typed] IS NOT NULL AND r.[hearing_impairment] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- dementia.list: If Dementia is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'dementia', N'dementia.list', N'error', N'Dementia must be Yes, No or Not known.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[dementia_as_typed] IS NOT NULL AND r.[dementia] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_type.list: If Event Type is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.list', N'error', N'Event Type must be Request, Assessment, Service or Review.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type_as_typed] IS NOT NULL AND r.[event_type] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_type.required: Event Type must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_type', N'event_type.required', N'error', N'Event Type is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_start_date.type: If Event Start Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.type', N'error', N'Event Start Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_start_date_as_typed] IS NOT NULL AND r.[event_start_date] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_start_date.required: Event Start Date must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'event_start_date.required', N'error', N'Event Start Date is blank. It is needed on every row. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_start_date_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_end_date.type: If Event End Date is filled in, it must be a date as dd/mm/yyyy, from 1900 to 2999.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.type', N'error', N'Event End Date is not a date from 1900 to 2999. Write it as dd/mm/yyyy, without a time.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_end_date_as_typed] IS NOT NULL AND r.[event_end_date] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_end_date.required: If Event Outcome is filled in, Event End Date must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'event_end_date.required', N'error', N'Event End Date is blank. It is needed where Event Outcome is filled in. Fill it in, or correct Event Outcome.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_outcome] IS NOT NULL AND r.[event_end_date_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_outcome.list: If Event Outcome is filled in, it must be one of the 16 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.list', N'error', N'Event Outcome is not an allowed value. Choose one of the 16 values in the Event Outcome list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_outcome_as_typed] IS NOT NULL AND r.[event_outcome] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- event_outcome.required: If Event End Date is filled in, Event Outcome must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'event_outcome.required', N'error', N'Event Outcome is blank. It is needed where Event End Date is filled in. Fill it in, or correct Event End Date.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_end_date] IS NOT NULL AND r.[event_outcome_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- route_of_access.list: If Request: Route of Access is filled in, it must be one of the 8 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.list', N'error', N'Request: Route of Access is not an allowed value. Choose one of the 8 values in the Route of Access list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[route_of_access_as_typed] IS NOT NULL AND r.[route_of_access] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- route_of_access.required: If Event Type is “Request”, Request: Route of Access must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.required', N'error', N'Request: Route of Access is blank. It is needed where Event Type is “Request”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Request' AND r.[route_of_access_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- route_of_access.applies: If Event Type is not “Request”, Request: Route of Access must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'route_of_access', N'route_of_access.applies', N'error', N'Request: Route of Access is only for rows where Event Type is “Request”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Request' AND r.[route_of_access] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- assessment_type.list: If Assessment Type is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.list', N'error', N'Assessment Type must be Short Term Assessment, Long Term Assessment or Transitions Assessment.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[assessment_type_as_typed] IS NOT NULL AND r.[assessment_type] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- assessment_type.required: If Event Type is “Assessment”, Assessment Type must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.required', N'error', N'Assessment Type is blank. It is needed where Event Type is “Assessment”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Assessment' AND r.[assessment_type_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- assessment_type.applies: If Event Type is not “Assessment”, Assessment Type must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'assessment_type', N'assessment_type.applies', N'error', N'Assessment Type is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Assessment' AND r.[assessment_type] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- eligible_needs_identified.list: If Eligible Needs Identified is filled in, it must be one of the 4 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.list', N'error', N'Eligible Needs Identified must be Eligible needs identified, Non-eligible needs identified, No needs identified or Not applicable.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[eligible_needs_identified_as_typed] IS NOT NULL AND r.[eligible_needs_identified] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- eligible_needs_identified.applies: If Event Type is not “Assessment”, Eligible Needs Identified must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'eligible_needs_identified', N'eligible_needs_identified.applies', N'error', N'Eligible Needs Identified is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Assessment' AND r.[eligible_needs_identified] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- informal_carer_involved_in_assessment.list: If Informal Carer involved in Assessment is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.list', N'error', N'Informal Carer involved in Assessment must be Yes, No or Don''t know.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[informal_carer_involved_in_assessment_as_typed] IS NOT NULL AND r.[informal_carer_involved_in_assessment] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- informal_carer_involved_in_assessment.applies: If Event Type is not “Assessment”, Informal Carer involved in Assessment must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'informal_carer_involved_in_assessment', N'informal_carer_involved_in_assessment.applies', N'error', N'Informal Carer involved in Assessment is only for rows where Event Type is “Assessment”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Assessment' AND r.[informal_carer_involved_in_assessment] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_type.list: If Service Type is filled in, it must be one of the 6 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.list', N'error', N'Service Type is not an allowed value. Choose one of the 6 values in the Service Type list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[service_type_as_typed] IS NOT NULL AND r.[service_type] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_type.required: If Event Type is “Service”, Service Type must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.required', N'error', N'Service Type is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Service' AND r.[service_type_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_type.applies: If Event Type is not “Service”, Service Type must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_type', N'service_type.applies', N'error', N'Service Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[service_type] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_component.list: If Service Component is filled in, it must be one of the 19 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.list', N'error', N'Service Component is not an allowed value. Choose one of the 19 values in the Service Component list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[service_component_as_typed] IS NOT NULL AND r.[service_component] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_component.required: If Event Type is “Service”, Service Component must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.required', N'error', N'Service Component is blank. It is needed where Event Type is “Service”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Service' AND r.[service_component_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- service_component.applies: If Event Type is not “Service”, Service Component must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'service_component', N'service_component.applies', N'error', N'Service Component is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[service_component] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- delivery_mechanism.list: If Delivery Mechanism is filled in, it must be one of the 5 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.list', N'error', N'Delivery Mechanism is not an allowed value. Choose one of the 5 values in the Delivery Mechanism list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[delivery_mechanism_as_typed] IS NOT NULL AND r.[delivery_mechanism] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- delivery_mechanism.required: If Event Type is “Service” and Service Type is “Long Term Support: Community”, Delivery Mechanism must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.required', N'error', N'Delivery Mechanism is blank. It is needed where Service Type is “Long Term Support: Community”. Fill it in, or correct Service Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Service' AND r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- delivery_mechanism.applies: If Event Type is not “Service”, Delivery Mechanism must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'delivery_mechanism', N'delivery_mechanism.applies', N'error', N'Delivery Mechanism is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[delivery_mechanism] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- provider_location_name.applies: If Event Type is not “Service”, Provider Location Name must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_location_name', N'provider_location_name.applies', N'error', N'Provider Location Name is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[provider_location_name] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- provider_cqc_id.applies: If Event Type is not “Service”, Provider CQC ID must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'provider_cqc_id', N'provider_cqc_id.applies', N'error', N'Provider CQC ID is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[provider_cqc_id] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- review_reason.list: If Review Reason is filled in, it must be one of the 7 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.list', N'error', N'Review Reason is not an allowed value. Choose one of the 7 values in the Review Reason list.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[review_reason_as_typed] IS NOT NULL AND r.[review_reason] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- review_reason.required: If Event Type is “Review”, Review Reason must be filled in.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.required', N'error', N'Review Reason is blank. It is needed where Event Type is “Review”. Fill it in.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] = N'Review' AND r.[review_reason_as_typed] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- review_reason.applies: If Event Type is not “Review”, Review Reason must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_reason', N'review_reason.applies', N'error', N'Review Reason is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Review' AND r.[review_reason] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- review_outcomes_achieved.list: If Review Outcomes Achieved is filled in, it must be one of the 3 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.list', N'error', N'Review Outcomes Achieved must be Fully Met, Partially Met or Not Met.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[review_outcomes_achieved_as_typed] IS NOT NULL AND r.[review_outcomes_achieved] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- review_outcomes_achieved.applies: If Event Type is not “Review”, Review Outcomes Achieved must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'review_outcomes_achieved', N'review_outcomes_achieved.applies', N'error', N'Review Outcomes Achieved is only for rows where Event Type is “Review”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Review' AND r.[review_outcomes_achieved] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- unit_cost.type: If Unit Cost is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.type', N'error', N'Unit Cost must be a number with up to 2 decimal places, such as 21.00. Leave out units, signs such as £, and commas.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[unit_cost_as_typed] IS NOT NULL AND r.[unit_cost] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- unit_cost.applies: If Event Type is not “Service”, Unit Cost must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'unit_cost', N'unit_cost.applies', N'error', N'Unit Cost is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[unit_cost] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- cost_frequency.list: If Cost Frequency / Unit Type is filled in, it must be one of the 10 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.list', N'error', N'Cost Frequency / Unit Type must be Per Session, Hourly, Daily, Weekly, Fortnightly, 4-weekly, Monthly, Quarterly, Annually or One-off.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[cost_frequency_as_typed] IS NOT NULL AND r.[cost_frequency] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- cost_frequency.applies: If Event Type is not “Service”, Cost Frequency / Unit Type must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'cost_frequency', N'cost_frequency.applies', N'error', N'Cost Frequency / Unit Type is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[cost_frequency] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- planned_units_per_week.type: If Planned units per week is filled in, it must be a number with up to 10 digits before the decimal point and 2 after it.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.type', N'error', N'Planned units per week must be a number with up to 2 decimal places, such as 5. Leave out units, signs such as £, and commas.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[planned_units_per_week_as_typed] IS NOT NULL AND r.[planned_units_per_week] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- planned_units_per_week.applies: If Event Type is not “Service”, Planned units per week must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'planned_units_per_week.applies', N'error', N'Planned units per week is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[planned_units_per_week] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- full_cost_client.list: If Full cost client is filled in, it must be one of the 2 values in its list.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'full_cost_client.list', N'error', N'Full cost client must be Yes or No.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[full_cost_client_as_typed] IS NOT NULL AND r.[full_cost_client] IS NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- full_cost_client.applies: If Event Type is not “Service”, Full cost client must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'full_cost_client', N'full_cost_client.applies', N'error', N'Full cost client is only for rows where Event Type is “Service”. Clear it, or correct Event Type.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_type] <> N'Service' AND r.[full_cost_client] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- COST-01: If Cost Frequency / Unit Type is none of “Per Session”, “Hourly” and “Daily”, Planned units per week must be blank.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'planned_units_per_week', N'COST-01', N'error', N'Planned units per week is filled in, but the cost frequency does not need it. Clear it, or correct the frequency. Only Per Session, Hourly and Daily need planned units.', NULL
FROM cld_event_converted_4_0 AS r
WHERE NOT (r.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily')) AND r.[planned_units_per_week] IS NOT NULL;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-01: Event Start Date must not be after Reporting Period End Date.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-01', N'error', N'Event Start Date is after the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_start_date] > r.[reporting_period_end_date];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-02: Event End Date must not be before Reporting Period Start Date.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-02', N'error', N'Event End Date is before the reporting period. Correct the date, or leave the event out of this return.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_end_date] < r.[reporting_period_start_date];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-03: Event End Date must not be before Event Start Date.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_end_date', N'EVT-03', N'error', N'Event End Date is before Event Start Date. Correct the date that is wrong. An event may start and end on the same day.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[event_end_date] < r.[event_start_date];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-07: Unless Event Type is “Review” and Event Outcome is “Progress to Support Planning / Services”, Event Outcome and Event Type must be in the table “Event outcomes by event type and client status”.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_outcome', N'EVT-07', N'error', N'This Event Outcome does not go with this Event Type. Check both, and correct the one that is wrong. The table of event outcomes shows which go together.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (r.[event_type] <> N'Review' OR r.[event_outcome] <> N'Progress to Support Planning / Services') AND NOT ((r.[event_type] = N'Request' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR (r.[event_type] = N'Assessment' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR (r.[event_type] = N'Review' AND r.[event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Re-assessment', N'Progress to End of Life Care', N'No change in package', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason')) OR (r.[event_type] = N'Service' AND r.[event_outcome] IN (N'Admitted to hospital', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason', N'NFA - No services offered: Other reason', N'Service ended as planned')));
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-08: No two rows may have the same Event Reference.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_reference', N'EVT-08', N'error', N'This Event Reference is on more than one row. If it is the same event, keep one row. If not, give each row its own reference, or leave it blank.', NULL
FROM cld_event_converted_4_0 AS r
JOIN (
  SELECT r.[event_reference] FROM cld_event_converted_4_0 AS r WHERE r.[event_reference] IS NOT NULL GROUP BY r.[event_reference] HAVING COUNT(*) > 1
) AS d ON d.[event_reference] = r.[event_reference];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- EVT-12: If Date of Death is blank or not before Date of Birth, Event Start Date must not be before Date of Birth.
-- DECISION: rows that conformed to version 4.0 may break this rule. They are set aside: correct them, or leave them out.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'event_start_date', N'EVT-12', N'error', N'Event Start Date is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (r.[date_of_death_as_typed] IS NULL OR r.[date_of_death] >= r.[date_of_birth]) AND r.[event_start_date] < r.[date_of_birth];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- PER-01: The age on Reporting Period End Date must be at least 18.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_birth', N'PER-01', N'error', N'The person was under 18 at the end of the reporting period. Correct Date of Birth if it is wrong. If it is right, leave the row out, because only adults are reported.', NULL
FROM cld_event_converted_4_0 AS r
WHERE (YEAR(r.[reporting_period_end_date]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(r.[reporting_period_end_date]) * 100 + DAY(r.[reporting_period_end_date]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) < 18;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- PER-03: Date of Death must not be before Date of Birth.
INSERT INTO cld_event_findings_4_0 ([row_number], [item], [rule], [severity], [message], [suggestion])
SELECT r.[row_number], N'date_of_death', N'PER-03', N'error', N'Date of Death is before Date of Birth. Correct the date that is wrong.', NULL
FROM cld_event_converted_4_0 AS r
WHERE r.[date_of_death] < r.[date_of_birth];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

CREATE INDEX [cld_event_findings_4_0_row] ON cld_event_findings_4_0 ([row_number]);
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- How many rows there are, how many do not fit, and why.
SELECT
  (SELECT COUNT(*) FROM cld_event_converted_4_0) AS rows_before,
  (SELECT COUNT(DISTINCT [row_number]) FROM cld_event_findings_4_0 WHERE [severity] = N'error') AS rows_set_aside,
  (SELECT COUNT(*) FROM cld_event_converted_4_0) - (SELECT COUNT(DISTINCT [row_number]) FROM cld_event_findings_4_0 WHERE [severity] = N'error') AS rows_that_fit;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

SELECT f.[item], f.[rule], CASE f.[severity] WHEN N'error' THEN N'the row' ELSE N'one value' END AS set_aside, COUNT(*) AS row_count, f.[message]
FROM cld_event_findings_4_0 AS f
GROUP BY f.[item], f.[rule], f.[severity], f.[message]
ORDER BY COUNT(*) DESC, f.[rule];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- Whatever does not fit: the row as it was in version 4.0, once for each reason.
SELECT
  f.[item] AS set_aside_item,
  f.[rule] AS set_aside_rule,
  CASE f.[severity] WHEN N'error' THEN N'the row' ELSE N'one value' END AS set_aside_what,
  f.[message] AS set_aside_because,
  o.*
INTO cld_event_set_aside_4_0
FROM cld_event_findings_4_0 AS f
JOIN cld_event AS o ON o.[row_number] = f.[row_number];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP VIEW IF EXISTS cld_event_derived;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- What validate.sql of version 4.0 made. Run that of version 4.0 to make it again.
DROP TABLE IF EXISTS cld_finding;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_read;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_odd_cell;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_odd_character;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_event_outcome SET [description] = N'Used, for example, when a permanent residential or nursing care service is closed after a 12 week property disregard and the client becomes a self-funder.' WHERE [value] = N'NFA - Self-funded client (inc 12wk disregard)';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_event_type SET [description] = N'The first assessment of a new client, as an assessment of need under the Care Act 2014. Every later assessment, including a reassessment, is a review.' WHERE [value] = N'Assessment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_event_type SET [description] = N'A service that starts, ends or is open in the reporting period, for a client whom the council funds fully or jointly, or for a full cost client. A suspended service is still open.' WHERE [value] = N'Service';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_event_type SET [description] = N'A full re-examination of the client''s needs, with a formal reassessment and direct contact with the client. Closing a case file, or checking that services have stopped, after a client''s death is not a review. Reviews that were not completed are left out.' WHERE [value] = N'Review';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_yes_no_not_known SET [description] = N'For Has Informal Carer: at least one informal carer is known. For the other items, the guidance has not decided whether the condition must be diagnosed and relevant to the care needs, or whether the person''s own report is enough.' WHERE [value] = N'Yes';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

UPDATE cld_list_yes_no SET [description] = N'The client pays the full direct costs of the services. The council arranges the support, with regular reviews and support planning.' WHERE [value] = N'Yes';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

-- Rows that are set aside leave the table.
DELETE FROM cld_event
WHERE EXISTS (
  SELECT 1 FROM cld_event_findings_4_0 AS f WHERE f.[row_number] = cld_event.[row_number] AND f.[severity] = N'error'
);
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

ALTER TABLE cld_event DROP CONSTRAINT [nhs_number.format];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

ALTER TABLE cld_event DROP CONSTRAINT [postcode.format];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

ALTER TABLE cld_event DROP CONSTRAINT [SUB-01];
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

ALTER TABLE cld_event WITH CHECK ADD CONSTRAINT [EVT-12] CHECK (([date_of_death] IS NOT NULL AND [date_of_death] < [date_of_birth]) OR [event_start_date] >= [date_of_birth]);
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_accommodation_status') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_accommodation_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_accommodation_status') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'Where the person lives. The values feed ASCOF 1G, the proportion of adults with a learning disability who live in their own home or with their family.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_accommodation_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_assessment_type') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_assessment_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_assessment_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The kinds of assessment. Use Event Description for the name that your own system gives the assessment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_assessment_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_cost_frequency') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_cost_frequency';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_cost_frequency') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How often the unit cost occurs.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_cost_frequency';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_delivery_mechanism') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_delivery_mechanism';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_delivery_mechanism') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How care in the community or in prison is funded. CASSR stands for council with adult social services responsibility. SALT''s part direct payment is not a value, because it is worked out centrally from the client''s services.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_delivery_mechanism';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_eligible_needs') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_eligible_needs';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_eligible_needs') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The eligibility under the Care Act that a completed assessment of need found.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_eligible_needs';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_employment_status') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_employment_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_employment_status') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'Whether the person is in paid employment. The values feed ASCOF 1E, the proportion of adults with a learning disability in paid employment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_employment_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_ethnicity') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_ethnicity';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_ethnicity') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Ethnicity. They follow the EQ-CL standards, so that returns can be aggregated to the SALT tables.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_ethnicity';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_event_type') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_event_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_event_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The four key steps of the social care pathway.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_event_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_gender') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_gender') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_local_authority') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_local_authority';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_local_authority') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The codes of the 151 local authorities on the template''s LAs sheet, with their names, in the order of the sheet.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_local_authority';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_review_outcomes') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_review_outcomes';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_review_outcomes') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How far the client has achieved their outcomes overall. The values are equivalent to those of the MSP table of the SAC return.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_review_outcomes';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_route_of_access') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_route_of_access';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_route_of_access') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How a request for support came to the council. The values build on those of SALT. The guidance speaks of two new values, but marks only Discharge from Reablement as new.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_route_of_access';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_component') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_component';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_component') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'What a service consists of, in more detail than its Service Type. The guidance lists these components and does not define them.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_component';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_type') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The main categories of short and long term support in the SALT return.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_type';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no_not_known') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no_not_known';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no_not_known') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia. They are in the template''s list. The guidance has another word for Not known, which differs from item to item.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no_not_known';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = 0)
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'One row is one event in an adult''s path through social care: a request, an assessment, a service or a review. Every row also says who submitted it and for which period, and repeats the details of the person that the event is about. Which of the other sections a row fills depends on its Event Type. The documents prescribe no key by which an event without an Event Reference is recognised in a later return. The keys used here are a choice of this specification (D-080).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'reporting_year', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'reporting_year';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'reporting_year', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Reporting Year: The reporting year that the return is for.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'reporting_year';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'person_unique_identifier', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'person_unique_identifier';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'person_unique_identifier', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Person Unique Identifier: An identifier for one person, which links the person''s events.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'person_unique_identifier';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'nhs_number', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'nhs_number';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'nhs_number', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'NHS Number: The person''s NHS Number, a national identifier that can be linked to other data.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'nhs_number';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'gender', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'gender', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Gender: The person''s gender, in line with the EQ-CL standards.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'gender';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'ethnicity', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'ethnicity';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'ethnicity', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Ethnicity: The person''s ethnic group, in line with the EQ-CL standards.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'ethnicity';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'employment_status', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'employment_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'employment_status', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Employment Status: Whether the person is in paid employment and, if so, for how many hours a week or, if not, why not.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'employment_status';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_reference', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_reference';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_reference', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Reference: A unique reference for the event.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_reference';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_start_date', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_start_date';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_start_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Start Date: The day on which the event actually started.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_start_date';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_end_date', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_end_date';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_end_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event End Date: The day on which the event actually ended.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_end_date';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_description', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_description';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_description', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Description: Free text that describes the event.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_description';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_outcome', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_outcome';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_outcome', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Outcome: Why the event ended, or what the next step is.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_outcome';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'route_of_access', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'route_of_access';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'route_of_access', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Request: Route of Access: How the request for support came to the council.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'route_of_access';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'eligible_needs_identified', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'eligible_needs_identified';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'eligible_needs_identified', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'eligible_needs_identified';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'informal_carer_involved_in_assessment', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'informal_carer_involved_in_assessment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'informal_carer_involved_in_assessment', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Informal Carer involved in Assessment: Whether an informal carer was involved in the person''s assessment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'informal_carer_involved_in_assessment';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_location_name', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_location_name';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_location_name', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Provider Location Name: The provider''s location name at the Care Quality Commission (CQC).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_location_name';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_cqc_id', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_cqc_id';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_cqc_id', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Provider CQC ID: The provider''s identifier at the Care Quality Commission (CQC).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_cqc_id';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'review_outcomes_achieved', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'review_outcomes_achieved';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'review_outcomes_achieved', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Review Outcomes Achieved: How far the client has achieved their outcomes overall.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'review_outcomes_achieved';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'cost_frequency', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'cost_frequency';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'cost_frequency', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'cost_frequency';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'planned_units_per_week', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'planned_units_per_week';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'planned_units_per_week', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Planned units per week: How many sessions, hours or days of the service are planned each week.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'planned_units_per_week';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'full_cost_client', N'ColumnId'))
EXEC sys.sp_dropextendedproperty N'MS_Description', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'full_cost_client';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'full_cost_client', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Full cost client: Whether the client pays the full direct costs of the services that the council arranges.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'full_cost_client';
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

CREATE OR ALTER VIEW cld_event_derived AS
SELECT
  e.[row_number],
  e.[unit_cost],
  e.[cost_frequency],
  e.[planned_units_per_week],
  e.[full_cost_client],
  CASE WHEN NOT ((e.[service_type] = N'Long Term Support: Nursing Care' AND e.[service_component] = N'Long Term Nursing Care') OR (e.[service_type] = N'Long Term Support: Residential Care' AND e.[service_component] = N'Long Term Residential Care') OR (e.[service_type] = N'Long Term Support: Community' AND e.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (e.[service_type] = N'Short Term Support: Other Short Term' AND e.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) THEN NULL WHEN e.[full_cost_client] = N'Yes' THEN NULL WHEN e.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily') THEN ROUND(((e.[unit_cost] * e.[planned_units_per_week]) * CASE e.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) ELSE ROUND((e.[unit_cost] * CASE e.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) END AS [full_year_equivalent_cost]
FROM cld_event AS e;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_event_findings_4_0;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

DROP TABLE IF EXISTS cld_event_converted_4_0;
GO

IF @@TRANCOUNT = 0 SET NOEXEC ON;
GO

COMMIT TRANSACTION;
GO

SET NOEXEC OFF;
GO
