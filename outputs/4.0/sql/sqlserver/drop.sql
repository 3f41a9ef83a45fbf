-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: drop.sql
-- Removes everything that these scripts make, with the data in it.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

DROP VIEW IF EXISTS cld_derived_ascof_2d;
GO

DROP VIEW IF EXISTS cld_derived_sts002b;
GO

DROP VIEW IF EXISTS cld_derived_sts002a;
GO

DROP VIEW IF EXISTS cld_derived_sequel_to_st_max;
GO

DROP VIEW IF EXISTS cld_derived_st_max_of_person;
GO

DROP VIEW IF EXISTS cld_derived_lts002b;
GO

DROP VIEW IF EXISTS cld_derived_long_term_reviews;
GO

DROP VIEW IF EXISTS cld_derived_reviews_in_period;
GO

DROP VIEW IF EXISTS cld_derived_sequel_to_review;
GO

DROP VIEW IF EXISTS cld_derived_review_of_person;
GO

DROP VIEW IF EXISTS cld_derived_sts001;
GO

DROP VIEW IF EXISTS cld_derived_sequel_to_request;
GO

DROP VIEW IF EXISTS cld_derived_request_of_person;
GO

DROP VIEW IF EXISTS cld_derived_client_status;
GO

DROP VIEW IF EXISTS cld_derived_person_of_return;
GO

DROP VIEW IF EXISTS cld_derived_lts001c;
GO

DROP VIEW IF EXISTS cld_derived_lts001b_ethnicity;
GO

DROP VIEW IF EXISTS cld_derived_lts001b_carers;
GO

DROP VIEW IF EXISTS cld_derived_lts001b;
GO

DROP VIEW IF EXISTS cld_derived_lts001a;
GO

DROP VIEW IF EXISTS cld_derived_long_term_12_months;
GO

DROP VIEW IF EXISTS cld_derived_latest_setting;
GO

DROP VIEW IF EXISTS cld_derived_highest_setting;
GO

DROP VIEW IF EXISTS cld_derived_part_direct_payment;
GO

DROP VIEW IF EXISTS cld_derived_ascof_1e;
GO

DROP VIEW IF EXISTS cld_derived_lts004_employment;
GO

DROP VIEW IF EXISTS cld_derived_employment_of_client;
GO

DROP VIEW IF EXISTS cld_derived_ascof_1g;
GO

DROP VIEW IF EXISTS cld_derived_lts004_accommodation;
GO

DROP VIEW IF EXISTS cld_derived_accommodation_of_client;
GO

DROP VIEW IF EXISTS cld_derived_learning_disability_support;
GO

DROP VIEW IF EXISTS cld_derived_long_term_support;
GO

DROP VIEW IF EXISTS cld_derived_cost_in_period;
GO

DROP VIEW IF EXISTS cld_derived_event_of_person;
GO

DROP VIEW IF EXISTS cld_derived_newest_return;
GO

DROP VIEW IF EXISTS cld_derivation_parameter;
GO

DROP VIEW IF EXISTS cld_derivation_row;
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
