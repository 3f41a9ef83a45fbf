-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: tables.sql
-- Makes the tables that do not exist yet: the code lists, the typed table and the staging table.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

IF OBJECT_ID(N'cld_list_accommodation_status', N'U') IS NULL
CREATE TABLE cld_list_accommodation_status (
  [value] nvarchar(83) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(83) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_accommodation_status') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'Where the person lives. The values feed ASCOF 1G, the proportion of adults with a learning disability who live in their own home or with their family.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_accommodation_status';
GO

IF OBJECT_ID(N'cld_list_assessment_type', N'U') IS NULL
CREATE TABLE cld_list_assessment_type (
  [value] nvarchar(22) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(22) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_assessment_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The kinds of assessment. Use Event Description for the name that your own system gives the assessment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_assessment_type';
GO

IF OBJECT_ID(N'cld_list_cost_frequency', N'U') IS NULL
CREATE TABLE cld_list_cost_frequency (
  [value] nvarchar(11) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(11) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_cost_frequency') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How often the unit cost occurs.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_cost_frequency';
GO

IF OBJECT_ID(N'cld_list_delivery_mechanism', N'U') IS NULL
CREATE TABLE cld_list_delivery_mechanism (
  [value] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_delivery_mechanism') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How care in the community or in prison is funded. CASSR stands for council with adult social services responsibility. SALT''s part direct payment is not a value, because it is worked out centrally from the client''s services.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_delivery_mechanism';
GO

IF OBJECT_ID(N'cld_list_eligible_needs', N'U') IS NULL
CREATE TABLE cld_list_eligible_needs (
  [value] nvarchar(29) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(29) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_eligible_needs') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The eligibility under the Care Act that a completed assessment of need found.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_eligible_needs';
GO

IF OBJECT_ID(N'cld_list_employment_status', N'U') IS NULL
CREATE TABLE cld_list_employment_status (
  [value] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(60) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_employment_status') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'Whether the person is in paid employment. The values feed ASCOF 1E, the proportion of adults with a learning disability in paid employment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_employment_status';
GO

IF OBJECT_ID(N'cld_list_ethnicity', N'U') IS NULL
CREATE TABLE cld_list_ethnicity (
  [value] nvarchar(61) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(61) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_ethnicity') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Ethnicity. They follow the EQ-CL standards, so that returns can be aggregated to the SALT tables.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_ethnicity';
GO

IF OBJECT_ID(N'cld_list_event_outcome', N'U') IS NULL
CREATE TABLE cld_list_event_outcome (
  [value] nvarchar(45) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(45) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_event_outcome') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Event Outcome, the known result of an event or the next step after it. A value that begins with NFA says that this workflow stops here for the client and no further event follows, so that it is itself the SALT sequel; these values exclude each other. After any other value something else happens, and the sequel is found from the events that follow. Some values are there for reviews, whose sequels could not be worked out without them.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_event_outcome';
GO

IF OBJECT_ID(N'cld_list_event_type', N'U') IS NULL
CREATE TABLE cld_list_event_type (
  [value] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_event_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The four key steps of the social care pathway.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_event_type';
GO

IF OBJECT_ID(N'cld_list_gender', N'U') IS NULL
CREATE TABLE cld_list_gender (
  [value] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_gender') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values follow the EQ-CL standards, so that returns can be aggregated to the SALT tables. In the longer term the collection will follow the national convention for gender classification.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
GO

IF OBJECT_ID(N'cld_list_hearing_impairment', N'U') IS NULL
CREATE TABLE cld_list_hearing_impairment (
  [value] nvarchar(21) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(21) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_hearing_impairment') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Hearing Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_hearing_impairment';
GO

IF OBJECT_ID(N'cld_list_informal_carer_involved', N'U') IS NULL
CREATE TABLE cld_list_informal_carer_involved (
  [value] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_informal_carer_involved') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Informal Carer involved in Assessment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_informal_carer_involved';
GO

IF OBJECT_ID(N'cld_list_local_authority', N'U') IS NULL
CREATE TABLE cld_list_local_authority (
  [value] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(35) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_local_authority') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The codes of the 151 local authorities on the template''s LAs sheet, with their names, in the order of the sheet.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_local_authority';
GO

IF OBJECT_ID(N'cld_list_primary_support_reason', N'U') IS NULL
CREATE TABLE cld_list_primary_support_reason (
  [value] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_primary_support_reason') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Primary Support Reason (PSR), unchanged from SALT and EQ-CL.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_primary_support_reason';
GO

IF OBJECT_ID(N'cld_list_review_outcomes', N'U') IS NULL
CREATE TABLE cld_list_review_outcomes (
  [value] nvarchar(13) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(13) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_review_outcomes') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How far the client has achieved their outcomes overall. The values are equivalent to those of the MSP table of the SAC return.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_review_outcomes';
GO

IF OBJECT_ID(N'cld_list_review_reason', N'U') IS NULL
CREATE TABLE cld_list_review_reason (
  [value] nvarchar(53) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(53) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_review_reason') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Review Reason, which SALT calls the Significant Event.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_review_reason';
GO

IF OBJECT_ID(N'cld_list_route_of_access', N'U') IS NULL
CREATE TABLE cld_list_route_of_access (
  [value] nvarchar(56) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(56) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_route_of_access') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'How a request for support came to the council. The values build on those of SALT. The guidance speaks of two new values, but marks only Discharge from Reablement as new.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_route_of_access';
GO

IF OBJECT_ID(N'cld_list_service_component', N'U') IS NULL
CREATE TABLE cld_list_service_component (
  [value] nvarchar(37) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(37) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_component') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'What a service consists of, in more detail than its Service Type. The guidance lists these components and does not define them.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_component';
GO

IF OBJECT_ID(N'cld_list_service_type', N'U') IS NULL
CREATE TABLE cld_list_service_type (
  [value] nvarchar(37) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(37) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_service_type') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The main categories of short and long term support in the SALT return.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_service_type';
GO

IF OBJECT_ID(N'cld_list_visual_impairment', N'U') IS NULL
CREATE TABLE cld_list_visual_impairment (
  [value] nvarchar(29) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(29) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_visual_impairment') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Visual Impairment, the status taken from SSDA902. The client need not have a formal diagnosis or registration.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_visual_impairment';
GO

IF OBJECT_ID(N'cld_list_yes_no_not_known', N'U') IS NULL
CREATE TABLE cld_list_yes_no_not_known (
  [value] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no_not_known') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Has Informal Carer, Autism Spectrum Disorder (ASD) and Dementia, as the template lists them. For Not known, the guidance has Unknown with two of the items and Don''t know with the third.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no_not_known';
GO

IF OBJECT_ID(N'cld_list_yes_no', N'U') IS NULL
CREATE TABLE cld_list_yes_no (
  [value] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [label] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [position] INTEGER NOT NULL,
  PRIMARY KEY ([value])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_list_yes_no') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values of Full cost client.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_yes_no';
GO

IF OBJECT_ID(N'cld_event', N'U') IS NULL
CREATE TABLE cld_event (
  [row_number] BIGINT NOT NULL,
  [la_code] nvarchar(3) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [reporting_year] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [reporting_period_start_date] DATE NOT NULL,
  [reporting_period_end_date] DATE NOT NULL,
  [person_unique_identifier] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [nhs_number] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [first_name] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [last_name] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [gp_practice_name] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [gp_practice_code] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [gender] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [ethnicity] nvarchar(61) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [date_of_birth] DATE,
  [date_of_death] DATE,
  [primary_support_reason] nvarchar(50) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [postcode] nvarchar(4000) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [accommodation_status] nvarchar(83) COLLATE Latin1_General_100_BIN2,
  [employment_status] nvarchar(60) COLLATE Latin1_General_100_BIN2,
  [has_informal_carer] nvarchar(9) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [autism_spectrum_disorder] nvarchar(9) COLLATE Latin1_General_100_BIN2,
  [visual_impairment] nvarchar(29) COLLATE Latin1_General_100_BIN2,
  [hearing_impairment] nvarchar(21) COLLATE Latin1_General_100_BIN2,
  [dementia] nvarchar(9) COLLATE Latin1_General_100_BIN2,
  [event_type] nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  [event_reference] nvarchar(450) COLLATE Latin1_General_100_BIN2,
  [event_start_date] DATE NOT NULL,
  [event_end_date] DATE,
  [event_description] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [event_outcome] nvarchar(45) COLLATE Latin1_General_100_BIN2,
  [route_of_access] nvarchar(56) COLLATE Latin1_General_100_BIN2,
  [assessment_type] nvarchar(22) COLLATE Latin1_General_100_BIN2,
  [eligible_needs_identified] nvarchar(29) COLLATE Latin1_General_100_BIN2,
  [informal_carer_involved_in_assessment] nvarchar(10) COLLATE Latin1_General_100_BIN2,
  [service_type] nvarchar(37) COLLATE Latin1_General_100_BIN2,
  [service_component] nvarchar(37) COLLATE Latin1_General_100_BIN2,
  [delivery_mechanism] nvarchar(40) COLLATE Latin1_General_100_BIN2,
  [provider_location_name] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [provider_cqc_id] nvarchar(4000) COLLATE Latin1_General_100_BIN2,
  [review_reason] nvarchar(53) COLLATE Latin1_General_100_BIN2,
  [review_outcomes_achieved] nvarchar(13) COLLATE Latin1_General_100_BIN2,
  [unit_cost] DECIMAL(12, 2),
  [cost_frequency] nvarchar(11) COLLATE Latin1_General_100_BIN2,
  [planned_units_per_week] DECIMAL(12, 2),
  [full_cost_client] nvarchar(3) COLLATE Latin1_General_100_BIN2,
  PRIMARY KEY ([row_number]),
  CONSTRAINT [la_code.list] FOREIGN KEY ([la_code]) REFERENCES cld_list_local_authority ([value]),
  CONSTRAINT [gender.list] FOREIGN KEY ([gender]) REFERENCES cld_list_gender ([value]),
  CONSTRAINT [ethnicity.list] FOREIGN KEY ([ethnicity]) REFERENCES cld_list_ethnicity ([value]),
  CONSTRAINT [primary_support_reason.list] FOREIGN KEY ([primary_support_reason]) REFERENCES cld_list_primary_support_reason ([value]),
  CONSTRAINT [accommodation_status.list] FOREIGN KEY ([accommodation_status]) REFERENCES cld_list_accommodation_status ([value]),
  CONSTRAINT [accommodation_status.required] CHECK (([primary_support_reason] <> N'Learning Disability Support' OR ((YEAR([reporting_period_end_date]) - YEAR([date_of_birth]) - CASE WHEN MONTH([reporting_period_end_date]) * 100 + DAY([reporting_period_end_date]) < MONTH([date_of_birth]) * 100 + DAY([date_of_birth]) THEN 1 ELSE 0 END) < 18 OR (YEAR([reporting_period_end_date]) - YEAR([date_of_birth]) - CASE WHEN MONTH([reporting_period_end_date]) * 100 + DAY([reporting_period_end_date]) < MONTH([date_of_birth]) * 100 + DAY([date_of_birth]) THEN 1 ELSE 0 END) > 64)) OR [accommodation_status] IS NOT NULL),
  CONSTRAINT [employment_status.list] FOREIGN KEY ([employment_status]) REFERENCES cld_list_employment_status ([value]),
  CONSTRAINT [employment_status.required] CHECK (([primary_support_reason] <> N'Learning Disability Support' OR ((YEAR([reporting_period_end_date]) - YEAR([date_of_birth]) - CASE WHEN MONTH([reporting_period_end_date]) * 100 + DAY([reporting_period_end_date]) < MONTH([date_of_birth]) * 100 + DAY([date_of_birth]) THEN 1 ELSE 0 END) < 18 OR (YEAR([reporting_period_end_date]) - YEAR([date_of_birth]) - CASE WHEN MONTH([reporting_period_end_date]) * 100 + DAY([reporting_period_end_date]) < MONTH([date_of_birth]) * 100 + DAY([date_of_birth]) THEN 1 ELSE 0 END) > 64)) OR [employment_status] IS NOT NULL),
  CONSTRAINT [has_informal_carer.list] FOREIGN KEY ([has_informal_carer]) REFERENCES cld_list_yes_no_not_known ([value]),
  CONSTRAINT [autism_spectrum_disorder.list] FOREIGN KEY ([autism_spectrum_disorder]) REFERENCES cld_list_yes_no_not_known ([value]),
  CONSTRAINT [visual_impairment.list] FOREIGN KEY ([visual_impairment]) REFERENCES cld_list_visual_impairment ([value]),
  CONSTRAINT [hearing_impairment.list] FOREIGN KEY ([hearing_impairment]) REFERENCES cld_list_hearing_impairment ([value]),
  CONSTRAINT [dementia.list] FOREIGN KEY ([dementia]) REFERENCES cld_list_yes_no_not_known ([value]),
  CONSTRAINT [event_type.list] FOREIGN KEY ([event_type]) REFERENCES cld_list_event_type ([value]),
  CONSTRAINT [event_end_date.required] CHECK ([event_outcome] IS NULL OR [event_end_date] IS NOT NULL),
  CONSTRAINT [event_outcome.list] FOREIGN KEY ([event_outcome]) REFERENCES cld_list_event_outcome ([value]),
  CONSTRAINT [event_outcome.required] CHECK ([event_end_date] IS NULL OR [event_outcome] IS NOT NULL),
  CONSTRAINT [route_of_access.list] FOREIGN KEY ([route_of_access]) REFERENCES cld_list_route_of_access ([value]),
  CONSTRAINT [route_of_access.required] CHECK ([event_type] <> N'Request' OR [route_of_access] IS NOT NULL),
  CONSTRAINT [route_of_access.applies] CHECK ([event_type] = N'Request' OR [route_of_access] IS NULL),
  CONSTRAINT [assessment_type.list] FOREIGN KEY ([assessment_type]) REFERENCES cld_list_assessment_type ([value]),
  CONSTRAINT [assessment_type.required] CHECK ([event_type] <> N'Assessment' OR [assessment_type] IS NOT NULL),
  CONSTRAINT [assessment_type.applies] CHECK ([event_type] = N'Assessment' OR [assessment_type] IS NULL),
  CONSTRAINT [eligible_needs_identified.list] FOREIGN KEY ([eligible_needs_identified]) REFERENCES cld_list_eligible_needs ([value]),
  CONSTRAINT [eligible_needs_identified.applies] CHECK ([event_type] = N'Assessment' OR [eligible_needs_identified] IS NULL),
  CONSTRAINT [informal_carer_involved_in_assessment.list] FOREIGN KEY ([informal_carer_involved_in_assessment]) REFERENCES cld_list_informal_carer_involved ([value]),
  CONSTRAINT [informal_carer_involved_in_assessment.applies] CHECK ([event_type] = N'Assessment' OR [informal_carer_involved_in_assessment] IS NULL),
  CONSTRAINT [service_type.list] FOREIGN KEY ([service_type]) REFERENCES cld_list_service_type ([value]),
  CONSTRAINT [service_type.required] CHECK ([event_type] <> N'Service' OR [service_type] IS NOT NULL),
  CONSTRAINT [service_type.applies] CHECK ([event_type] = N'Service' OR [service_type] IS NULL),
  CONSTRAINT [service_component.list] FOREIGN KEY ([service_component]) REFERENCES cld_list_service_component ([value]),
  CONSTRAINT [service_component.required] CHECK ([event_type] <> N'Service' OR [service_component] IS NOT NULL),
  CONSTRAINT [service_component.applies] CHECK ([event_type] = N'Service' OR [service_component] IS NULL),
  CONSTRAINT [delivery_mechanism.list] FOREIGN KEY ([delivery_mechanism]) REFERENCES cld_list_delivery_mechanism ([value]),
  CONSTRAINT [delivery_mechanism.required] CHECK (([event_type] <> N'Service' OR [service_type] <> N'Long Term Support: Community') OR [delivery_mechanism] IS NOT NULL),
  CONSTRAINT [delivery_mechanism.applies] CHECK ([event_type] = N'Service' OR [delivery_mechanism] IS NULL),
  CONSTRAINT [provider_location_name.applies] CHECK ([event_type] = N'Service' OR [provider_location_name] IS NULL),
  CONSTRAINT [provider_cqc_id.applies] CHECK ([event_type] = N'Service' OR [provider_cqc_id] IS NULL),
  CONSTRAINT [review_reason.list] FOREIGN KEY ([review_reason]) REFERENCES cld_list_review_reason ([value]),
  CONSTRAINT [review_reason.required] CHECK ([event_type] <> N'Review' OR [review_reason] IS NOT NULL),
  CONSTRAINT [review_reason.applies] CHECK ([event_type] = N'Review' OR [review_reason] IS NULL),
  CONSTRAINT [review_outcomes_achieved.list] FOREIGN KEY ([review_outcomes_achieved]) REFERENCES cld_list_review_outcomes ([value]),
  CONSTRAINT [review_outcomes_achieved.applies] CHECK ([event_type] = N'Review' OR [review_outcomes_achieved] IS NULL),
  CONSTRAINT [unit_cost.applies] CHECK ([event_type] = N'Service' OR [unit_cost] IS NULL),
  CONSTRAINT [cost_frequency.list] FOREIGN KEY ([cost_frequency]) REFERENCES cld_list_cost_frequency ([value]),
  CONSTRAINT [cost_frequency.applies] CHECK ([event_type] = N'Service' OR [cost_frequency] IS NULL),
  CONSTRAINT [planned_units_per_week.applies] CHECK ([event_type] = N'Service' OR [planned_units_per_week] IS NULL),
  CONSTRAINT [full_cost_client.list] FOREIGN KEY ([full_cost_client]) REFERENCES cld_list_yes_no ([value]),
  CONSTRAINT [full_cost_client.applies] CHECK ([event_type] = N'Service' OR [full_cost_client] IS NULL),
  CONSTRAINT [COST-01] CHECK (([cost_frequency] IN (N'Per Session', N'Hourly', N'Daily')) OR [planned_units_per_week] IS NULL),
  CONSTRAINT [EVT-01] CHECK ([event_start_date] <= [reporting_period_end_date]),
  CONSTRAINT [EVT-02] CHECK ([event_end_date] >= [reporting_period_start_date]),
  CONSTRAINT [EVT-03] CHECK ([event_end_date] >= [event_start_date]),
  CONSTRAINT [EVT-07] CHECK (([event_type] = N'Review' AND [event_outcome] = N'Progress to Support Planning / Services') OR (([event_type] = N'Request' AND [event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Assessment / Unplanned Review', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR ([event_type] = N'Assessment' AND [event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Support Planning / Services', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - No services offered: Other reason')) OR ([event_type] = N'Review' AND [event_outcome] IN (N'Progress to Reablement/ST-Max', N'Progress to Re-assessment', N'Progress to End of Life Care', N'No change in package', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason')) OR ([event_type] = N'Service' AND [event_outcome] IN (N'Admitted to hospital', N'Progress to End of Life Care', N'NFA - Deceased', N'NFA - Moved to another LA', N'NFA - 100% NHS funded care', N'NFA - Information & Advice / Signposting only', N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Support declined', N'NFA - Support ended: Other reason', N'NFA - No services offered: Other reason', N'Service ended as planned')))),
  CONSTRAINT [EVT-12] CHECK (([date_of_death] IS NOT NULL AND [date_of_death] < [date_of_birth]) OR [event_start_date] >= [date_of_birth]),
  CONSTRAINT [PER-01] CHECK ((YEAR([reporting_period_end_date]) - YEAR([date_of_birth]) - CASE WHEN MONTH([reporting_period_end_date]) * 100 + DAY([reporting_period_end_date]) < MONTH([date_of_birth]) * 100 + DAY([date_of_birth]) THEN 1 ELSE 0 END) >= 18),
  CONSTRAINT [PER-03] CHECK ([date_of_death] >= [date_of_birth])
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE name = N'EVT-08' AND object_id = OBJECT_ID(N'cld_event'))
CREATE UNIQUE INDEX [EVT-08] ON cld_event ([event_reference]) WHERE [event_reference] IS NOT NULL;
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'One row is one event in an adult''s path through social care: a request, an assessment, a service or a review. Every row also says who submitted it and for which period, and repeats the details of the person that the event is about. Which of the other sections a row fills depends on its Event Type. The documents prescribe no key by which an event without an Event Reference is recognised in a later return. The keys used here are a choice of this specification (D-080).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'la_code', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'LA Code: The code of the local authority that submits the return.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'la_code';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'reporting_year', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Reporting Year: The reporting year that the return is for.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'reporting_year';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'reporting_period_start_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Reporting Period Start Date: The first day of the period that the return covers.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'reporting_period_start_date';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'reporting_period_end_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Reporting Period End Date: The last day of the period that the return covers.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'reporting_period_end_date';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'person_unique_identifier', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Person Unique Identifier: An identifier for one person, which links the person''s events.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'person_unique_identifier';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'nhs_number', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'NHS Number: The person''s NHS Number, a national identifier that can be linked to other data.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'nhs_number';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'first_name', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'First Name: The person''s first name.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'first_name';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'last_name', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Last Name: The person''s last name.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'last_name';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'gp_practice_name', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'GP Practice Name: The name of the person''s GP practice.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'gp_practice_name';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'gp_practice_code', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'GP Practice Code: The code of the person''s GP practice.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'gp_practice_code';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'gender', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Gender: The person''s gender, in line with the EQ-CL standards.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'gender';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'ethnicity', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Ethnicity: The person''s ethnic group, in line with the EQ-CL standards.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'ethnicity';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'date_of_birth', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Date of Birth: The day on which the person was born.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'date_of_birth';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'date_of_death', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Date of Death: The day on which the person died.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'date_of_death';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'primary_support_reason', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Primary Support Reason: The main reason why the person needs support.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'primary_support_reason';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'postcode', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Postcode: The postcode of the place where the person normally lives.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'postcode';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'accommodation_status', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Accommodation Status: The kind of accommodation that the person lives in.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'accommodation_status';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'employment_status', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Employment Status: Whether the person is in paid employment and, if so, for how many hours a week or, if not, why not.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'employment_status';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'has_informal_carer', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Has Informal Carer: Whether an informal carer supports the person.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'has_informal_carer';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'autism_spectrum_disorder', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Autism Spectrum Disorder (ASD): Whether the person has an autism spectrum disorder.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'autism_spectrum_disorder';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'visual_impairment', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Visual Impairment: Whether the person''s sight is impaired, and how severely.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'visual_impairment';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'hearing_impairment', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Hearing Impairment: Whether the person''s hearing is impaired, and in what way.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'hearing_impairment';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'dementia', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Dementia: Whether the person has dementia.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'dementia';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_type', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Type: Which of the four key steps of the social care pathway the row is about: a request, an assessment, a service or a review.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_type';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_reference', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Reference: A unique reference for the event.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_reference';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_start_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Start Date: The day on which the event actually started.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_start_date';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_end_date', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event End Date: The day on which the event actually ended.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_end_date';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_description', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Description: Free text that describes the event.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_description';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'event_outcome', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Event Outcome: Why the event ended, or what the next step is.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'event_outcome';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'route_of_access', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Request: Route of Access: How the request for support came to the council.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'route_of_access';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'assessment_type', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Assessment Type: What kind of assessment it was.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'assessment_type';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'eligible_needs_identified', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Eligible Needs Identified: Whether a completed assessment of need found the person eligible under the Care Act.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'eligible_needs_identified';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'informal_carer_involved_in_assessment', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Informal Carer involved in Assessment: Whether an informal carer was involved in the person''s assessment.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'informal_carer_involved_in_assessment';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'service_type', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Service Type: Which main category of short or long term support the service belongs to.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'service_type';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'service_component', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Service Component: What the service consists of, in more detail than its Service Type.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'service_component';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'delivery_mechanism', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Delivery Mechanism (Long Term Community or Prison Only): How support in the community or in prison is funded: by a direct payment, a managed personal budget or commissioned support.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'delivery_mechanism';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_location_name', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Provider Location Name: The provider''s location name at the Care Quality Commission (CQC).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_location_name';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'provider_cqc_id', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Provider CQC ID: The provider''s identifier at the Care Quality Commission (CQC).', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'provider_cqc_id';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'review_reason', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Review Reason: Why the review took place: as planned, or because of something that happened.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'review_reason';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'review_outcomes_achieved', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Review Outcomes Achieved: How far the client has achieved their outcomes overall.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'review_outcomes_achieved';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'unit_cost', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Unit Cost (£): The planned gross cost of one unit of the service, in pounds.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'unit_cost';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'cost_frequency', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Cost Frequency / Unit Type: How often the unit cost occurs, such as hourly, weekly or once.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'cost_frequency';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'planned_units_per_week', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Planned units per week: How many sessions, hours or days of the service are planned each week.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'planned_units_per_week';
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_event') AND minor_id = COLUMNPROPERTY(OBJECT_ID(N'cld_event'), N'full_cost_client', N'ColumnId'))
EXEC sys.sp_addextendedproperty N'MS_Description', N'Full cost client: Whether the client pays the full direct costs of the services that the council arranges.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'full_cost_client';
GO

IF OBJECT_ID(N'cld_staging', N'U') IS NULL
CREATE TABLE cld_staging (
  [row_number] bigint IDENTITY(1, 1),
  [la_code] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [reporting_year] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [reporting_period_start_date] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [reporting_period_end_date] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [person_unique_identifier] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [nhs_number] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [first_name] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [last_name] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [gp_practice_name] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [gp_practice_code] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [gender] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [ethnicity] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [date_of_birth] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [date_of_death] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [primary_support_reason] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [postcode] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [accommodation_status] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [employment_status] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [has_informal_carer] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [autism_spectrum_disorder] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [visual_impairment] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [hearing_impairment] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [dementia] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_type] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_reference] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_start_date] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_end_date] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_description] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [event_outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [route_of_access] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [assessment_type] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [eligible_needs_identified] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [informal_carer_involved_in_assessment] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [service_type] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [service_component] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [delivery_mechanism] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [provider_location_name] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [provider_cqc_id] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [review_reason] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [review_outcomes_achieved] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [unit_cost] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [cost_frequency] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [planned_units_per_week] nvarchar(max) COLLATE Latin1_General_100_BIN2,
  [full_cost_client] nvarchar(max) COLLATE Latin1_General_100_BIN2
);
GO

IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE name = N'MS_Description' AND major_id = OBJECT_ID(N'cld_staging') AND minor_id = 0)
EXEC sys.sp_addextendedproperty N'MS_Description', N'One return as loaded, all text: a column for each column of the file, in the same order.', N'SCHEMA', N'dbo', N'TABLE', N'cld_staging';
GO

CREATE OR ALTER VIEW cld_staging_load AS
SELECT
  [la_code],
  [reporting_year],
  [reporting_period_start_date],
  [reporting_period_end_date],
  [person_unique_identifier],
  [nhs_number],
  [first_name],
  [last_name],
  [gp_practice_name],
  [gp_practice_code],
  [gender],
  [ethnicity],
  [date_of_birth],
  [date_of_death],
  [primary_support_reason],
  [postcode],
  [accommodation_status],
  [employment_status],
  [has_informal_carer],
  [autism_spectrum_disorder],
  [visual_impairment],
  [hearing_impairment],
  [dementia],
  [event_type],
  [event_reference],
  [event_start_date],
  [event_end_date],
  [event_description],
  [event_outcome],
  [route_of_access],
  [assessment_type],
  [eligible_needs_identified],
  [informal_carer_involved_in_assessment],
  [service_type],
  [service_component],
  [delivery_mechanism],
  [provider_location_name],
  [provider_cqc_id],
  [review_reason],
  [review_outcomes_achieved],
  [unit_cost],
  [cost_frequency],
  [planned_units_per_week],
  [full_cost_client]
FROM cld_staging;
GO

IF OBJECT_ID(N'cld_staging_line', N'U') IS NULL
CREATE TABLE cld_staging_line (
  [row_number] bigint IDENTITY(1, 1),
  [line] nvarchar(max) COLLATE Latin1_General_100_BIN2
);
GO

CREATE OR ALTER VIEW cld_staging_line_load AS
SELECT
  [line]
FROM cld_staging_line;
GO
