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
--   - rule/ASM-01: The message has changed.
--   - rule/ASM-02: The title and message have changed.
--   - rule/ASM-03: The title and message have changed.
--   - rule/ASM-04: The title and message have changed.
--   - rule/COST-01: The title and message have changed.
--   - rule/COST-02: The message has changed.
--   - rule/COST-03: The message has changed.
--   - rule/COST-04: The title and message have changed.
--   - rule/COST-05: The title and message have changed.
--   - rule/COST-06: The title and message have changed.
--   - rule/EVT-01: The message has changed.
--   - rule/EVT-02: The message has changed.
--   - rule/EVT-03: The message has changed.
--   - rule/EVT-04: The message has changed.
--   - rule/EVT-05: The message has changed.
--   - rule/EVT-06: The title and message have changed.
--   - rule/EVT-07: The message has changed.
--   - rule/EVT-08: The title and message have changed.
--   - rule/EVT-09: The title and message have changed.
--   - rule/EVT-10: The title and message have changed.
--   - rule/PER-01: The message has changed.
--   - rule/PER-02: The title and message have changed.
--   - rule/PER-03: The title and message have changed.
--   - rule/PER-04: The title and message have changed.
--   - rule/PER-05: The message has changed.
--   - rule/PER-06: The title and message have changed.
--   - rule/REV-01: The title and message have changed.
--   - rule/SRV-01: The message has changed.
--   - rule/SRV-02: The message has changed.
--   - rule/SRV-03: The title and message have changed.
--   - rule/SRV-04: The message has changed.
--   - rule/SUB-01: The message has changed.
--   - rule/SUB-02: The message has changed.
--   - table/commissioned-support: The description has changed.
--   - table/event-outcomes: The description has changed.
--   - table/services-with-costs: The description has changed.
--   - table/units-needed: The description has changed.
--   - specification/discrepancies: The weight, status or owner of 244 discrepancies has changed.
--
-- Before you run it, back up the database, and make sure that nobody else uses these tables. Remove your own views,
-- permissions and whatever else depends on them, and put them back afterwards: tables that are rebuilt come without them.
-- Run: sqlcmd -S SERVER -d DATABASE -f 65001 -b -x -i migrate-sqlserver.sql
-- It is one transaction: all of it takes effect, or none. To see the counts first, replace COMMIT with ROLLBACK.

SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

SET XACT_ABORT ON;
BEGIN TRANSACTION;
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
EXEC sys.sp_addextendedproperty N'MS_Description', N'The values follow the EQ-CL standards, so that returns can be added up to the SALT tables. In the longer term the collection will follow the national convention for gender.', N'SCHEMA', N'dbo', N'TABLE', N'cld_list_gender';
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
EXEC sys.sp_addextendedproperty N'MS_Description', N'Employment Status: Whether the person is in paid employment, for how many hours a week, or why not.', N'SCHEMA', N'dbo', N'TABLE', N'cld_event', N'COLUMN', N'employment_status';
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

COMMIT TRANSACTION;
GO

SET NOEXEC OFF;
GO
