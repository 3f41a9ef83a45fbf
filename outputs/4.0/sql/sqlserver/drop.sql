-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: drop.sql
-- Removes everything that these scripts make, with the data in it.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

DROP VIEW IF EXISTS cld_event_derived;
GO

DROP VIEW IF EXISTS cld_staging_load;
GO

DROP VIEW IF EXISTS cld_staging_line_load;
GO

DROP TABLE IF EXISTS cld_staging_line;
GO

DROP TABLE IF EXISTS cld_finding;
GO

DROP TABLE IF EXISTS cld_read;
GO

DROP TABLE IF EXISTS cld_odd_cell;
GO

DROP TABLE IF EXISTS cld_odd_character;
GO

DROP TABLE IF EXISTS cld_staging;
GO

DROP TABLE IF EXISTS cld_event;
GO

DROP TABLE IF EXISTS cld_list_accommodation_status;
GO

DROP TABLE IF EXISTS cld_list_assessment_type;
GO

DROP TABLE IF EXISTS cld_list_cost_frequency;
GO

DROP TABLE IF EXISTS cld_list_delivery_mechanism;
GO

DROP TABLE IF EXISTS cld_list_eligible_needs;
GO

DROP TABLE IF EXISTS cld_list_employment_status;
GO

DROP TABLE IF EXISTS cld_list_ethnicity;
GO

DROP TABLE IF EXISTS cld_list_event_outcome;
GO

DROP TABLE IF EXISTS cld_list_event_type;
GO

DROP TABLE IF EXISTS cld_list_gender;
GO

DROP TABLE IF EXISTS cld_list_hearing_impairment;
GO

DROP TABLE IF EXISTS cld_list_informal_carer_involved;
GO

DROP TABLE IF EXISTS cld_list_local_authority;
GO

DROP TABLE IF EXISTS cld_list_primary_support_reason;
GO

DROP TABLE IF EXISTS cld_list_review_outcomes;
GO

DROP TABLE IF EXISTS cld_list_review_reason;
GO

DROP TABLE IF EXISTS cld_list_route_of_access;
GO

DROP TABLE IF EXISTS cld_list_service_component;
GO

DROP TABLE IF EXISTS cld_list_service_type;
GO

DROP TABLE IF EXISTS cld_list_visual_impairment;
GO

DROP TABLE IF EXISTS cld_list_yes_no_not_known;
GO

DROP TABLE IF EXISTS cld_list_yes_no;
GO
