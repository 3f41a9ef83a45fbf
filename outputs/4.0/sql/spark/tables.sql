-- Adult Social Care Client Level Data 4.0, corrected 30 November 2026, Spark SQL: tables.sql
-- Makes the tables that do not exist yet: the code lists, the typed table and the staging table.

CREATE TABLE IF NOT EXISTS cld_list_accommodation_status (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Accommodation Status. They feed ASCOF 1G, the share of adults with a learning disability who have a home of their own or live with family.';

CREATE TABLE IF NOT EXISTS cld_list_assessment_type (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Assessment Type, a structured list. A council may give its own system\'s name of the assessment in Event Description.';

CREATE TABLE IF NOT EXISTS cld_list_cost_frequency (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Cost Frequency / Unit Type, which say how often the unit cost occurs.';

CREATE TABLE IF NOT EXISTS cld_list_delivery_mechanism (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Delivery Mechanism, the way in which community care or care in prison is funded. CASSR stands for council with adult social services responsibility. SALT\'s part direct payment is not among the values, because it is worked out centrally from the mix of a client\'s service rows.';

CREATE TABLE IF NOT EXISTS cld_list_eligible_needs (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Eligible Needs Identified, the eligibility under the Care Act that a completed assessment of need found.';

CREATE TABLE IF NOT EXISTS cld_list_employment_status (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Employment Status. They feed the outcome measure on adults with a learning disability who are in paid employment.';

CREATE TABLE IF NOT EXISTS cld_list_ethnicity (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Ethnicity. They follow the EQ-CL standards, so that returns can be added up to the SALT tables.';

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
COMMENT 'The values of Event Type, the four key steps of the social care pathway.';

CREATE TABLE IF NOT EXISTS cld_list_gender (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Gender. They follow the EQ-CL standards, so that returns can be added up to the SALT tables; in the longer term the collection is to follow the national convention for gender.';

CREATE TABLE IF NOT EXISTS cld_list_hearing_impairment (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Hearing Impairment, the status taken from the SSDA902 return. The client need not have a formal diagnosis or registration.';

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
COMMENT 'The values of LA Code: the codes of the 151 local authorities on the template\'s sheet LAs, in its order, each with the name that stands beside it. The sheet\'s first row, which only asks the reader to select one, is not a value.';

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
COMMENT 'The values of Review Outcomes Achieved, equivalent to those of the MSP table of the SAC return. They give the overall picture of how far support has let the client achieve the outcomes that were set.';

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
COMMENT 'The values of Request: Route of Access. They build on the values of SALT. The guidance speaks of two new values, but marks only one as new: Discharge from Reablement.';

CREATE TABLE IF NOT EXISTS cld_list_service_component (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Service Component, which say more closely what a service of a Service Type consists of.';

CREATE TABLE IF NOT EXISTS cld_list_service_type (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Service Type, after the main categories of short and long term support in the SALT return.';

CREATE TABLE IF NOT EXISTS cld_list_visual_impairment (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Visual Impairment, the status taken from the SSDA902 return. The client need not have a formal diagnosis or registration.';

CREATE TABLE IF NOT EXISTS cld_list_yes_no_not_known (
  `value` STRING,
  `label` STRING,
  `description` STRING,
  `position` INTEGER
)
USING PARQUET
COMMENT 'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia. The template prints the same three values under each of them; the guidance words the third one differently from item to item.';

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
  `reporting_year` STRING COMMENT 'Reporting Year: The reporting year to which the return belongs.',
  `reporting_period_start_date` DATE COMMENT 'Reporting Period Start Date: The first day of the period that the return covers.',
  `reporting_period_end_date` DATE COMMENT 'Reporting Period End Date: The last day of the period that the return covers.',
  `person_unique_identifier` STRING COMMENT 'Person Unique Identifier: An identifier that stands for one person and ties that person\'s events together.',
  `nhs_number` STRING COMMENT 'NHS Number: The person\'s NHS Number, the national identifier by which the person\'s data can be linked to other data.',
  `first_name` STRING COMMENT 'First Name: The person\'s first name.',
  `last_name` STRING COMMENT 'Last Name: The person\'s last name.',
  `gp_practice_name` STRING COMMENT 'GP Practice Name: The name of the person\'s GP practice.',
  `gp_practice_code` STRING COMMENT 'GP Practice Code: The code of the person\'s GP practice.',
  `gender` STRING COMMENT 'Gender: The person\'s gender, in the classes of the EQ-CL standards.',
  `ethnicity` STRING COMMENT 'Ethnicity: The person\'s ethnic group, in the classes of the EQ-CL standards.',
  `date_of_birth` DATE COMMENT 'Date of Birth: The day on which the person was born.',
  `date_of_death` DATE COMMENT 'Date of Death: The day on which the person died.',
  `primary_support_reason` STRING COMMENT 'Primary Support Reason: The main reason why the person needs support.',
  `postcode` STRING COMMENT 'Postcode: The postcode of the place where the person normally lives.',
  `accommodation_status` STRING COMMENT 'Accommodation Status: The kind of accommodation that the person lives in.',
  `employment_status` STRING COMMENT 'Employment Status: Whether the person is in paid work, for how many hours a week, or why not.',
  `has_informal_carer` STRING COMMENT 'Has Informal Carer: Whether an informal carer supports the person.',
  `autism_spectrum_disorder` STRING COMMENT 'Autism Spectrum Disorder (ASD): Whether the person has an autism spectrum disorder.',
  `visual_impairment` STRING COMMENT 'Visual Impairment: Whether the person\'s sight is impaired, and how severely.',
  `hearing_impairment` STRING COMMENT 'Hearing Impairment: Whether the person\'s hearing is impaired, and in what way.',
  `dementia` STRING COMMENT 'Dementia: Whether the person has dementia.',
  `event_type` STRING COMMENT 'Event Type: Which of the four key steps of the social care pathway the row is about: a request, an assessment, a service or a review.',
  `event_reference` STRING COMMENT 'Event Reference: A reference that stands for one event, and so for one row.',
  `event_start_date` DATE COMMENT 'Event Start Date: The day on which the event really started.',
  `event_end_date` DATE COMMENT 'Event End Date: The day on which the event really ended.',
  `event_description` STRING COMMENT 'Event Description: A free text that says more about the event.',
  `event_outcome` STRING COMMENT 'Event Outcome: Why the event ended: its known outcome, or the step that comes next.',
  `route_of_access` STRING COMMENT 'Request: Route of Access: The way by which a request for support reached the council.',
  `assessment_type` STRING COMMENT 'Assessment Type: What kind of assessment it was.',
  `eligible_needs_identified` STRING COMMENT 'Eligible Needs Identified: Whether a completed assessment of need found the person eligible for support under the Care Act.',
  `informal_carer_involved_in_assessment` STRING COMMENT 'Informal Carer involved in Assessment: Whether an informal carer was involved in the assessment of the person.',
  `service_type` STRING COMMENT 'Service Type: Which main category of short or long term support the service belongs to.',
  `service_component` STRING COMMENT 'Service Component: What the service consists of, in more detail than its Service Type.',
  `delivery_mechanism` STRING COMMENT 'Delivery Mechanism (Long Term Community or Prison Only): How support in the community or in prison is funded: by a direct payment, a managed personal budget or commissioned support.',
  `provider_location_name` STRING COMMENT 'Provider Location Name: The location name that the Care Quality Commission (CQC) has for the provider of the service.',
  `provider_cqc_id` STRING COMMENT 'Provider CQC ID: The identifier that the Care Quality Commission (CQC) has for the provider of the service.',
  `review_reason` STRING COMMENT 'Review Reason: Why the review took place: as planned, or because of something that happened.',
  `review_outcomes_achieved` STRING COMMENT 'Review Outcomes Achieved: How far, over all, the client has achieved the outcomes that were set.',
  `unit_cost` DECIMAL(12, 2) COMMENT 'Unit Cost (£): The planned gross cost of one unit of the service, in pounds.',
  `cost_frequency` STRING COMMENT 'Cost Frequency / Unit Type: How often the unit cost occurs, for example for each hour, each week or once.',
  `planned_units_per_week` DECIMAL(12, 2) COMMENT 'Planned units per week: How many units of the service are planned for a week, in the unit of the Cost Frequency: sessions, hours or days.',
  `full_cost_client` STRING COMMENT 'Full cost client: Whether the client pays the full direct cost of the services, while the council arranges the support.'
)
USING PARQUET
COMMENT 'One row is one event in an adult\'s path through social care: a request, an assessment, a service or a review. Every row also says who submitted it and for which period, and repeats the details of the person that the event is about. Which of the other sections a row fills depends on its Event Type.';

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
