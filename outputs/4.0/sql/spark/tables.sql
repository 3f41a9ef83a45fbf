-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, Spark SQL: tables.sql
-- Makes the tables that do not exist yet: the code lists, the typed table and the staging table.

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
