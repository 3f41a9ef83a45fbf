-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: derivations.sql
-- Makes a view for each table that follows from the rows of the typed table.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

-- The rows of one submission. Returns of several need a row view that numbers them, oldest first.
CREATE OR ALTER VIEW cld_derivation_row AS
SELECT
  CAST(1 AS BIGINT) AS [submission],
  e.[row_number],
  e.[la_code],
  e.[reporting_year],
  e.[reporting_period_start_date],
  e.[reporting_period_end_date],
  e.[person_unique_identifier],
  e.[nhs_number],
  e.[first_name],
  e.[last_name],
  e.[gp_practice_name],
  e.[gp_practice_code],
  e.[gender],
  e.[ethnicity],
  e.[date_of_birth],
  e.[date_of_death],
  e.[primary_support_reason],
  e.[postcode],
  e.[accommodation_status],
  e.[employment_status],
  e.[has_informal_carer],
  e.[autism_spectrum_disorder],
  e.[visual_impairment],
  e.[hearing_impairment],
  e.[dementia],
  e.[event_type],
  e.[event_reference],
  e.[event_start_date],
  e.[event_end_date],
  e.[event_description],
  e.[event_outcome],
  e.[route_of_access],
  e.[assessment_type],
  e.[eligible_needs_identified],
  e.[informal_carer_involved_in_assessment],
  e.[service_type],
  e.[service_component],
  e.[delivery_mechanism],
  e.[provider_location_name],
  e.[provider_cqc_id],
  e.[review_reason],
  e.[review_outcomes_achieved],
  e.[unit_cost],
  e.[cost_frequency],
  e.[planned_units_per_week],
  e.[full_cost_client]
FROM cld_event AS e;
GO

-- The parameters. To use other values, write them here in place of the defaults, and run this script again:
--   year_before: A year before the end of the period. Who has had long term support since this day or longer has had it for 12 months or more.
--   long_term_gap: Days from one long term service to the next. Long term support goes on without a break where a service starts at most so many days after the end of another.
--   period_start: First day of the period. The first day that is reported on. It comes from the newest submission.
--   period_end: Last day of the period. The last day that is reported on. It comes from the newest submission. Ages and settings at the end of the year are those of this day.
--   as_of: End of what is still open. The day until which an open event is known to go on. It stands for the end when events are joined to spells. The clock of the computer is never used, so the result of a return never changes.
--   request_gap: Days from one request to the next. A request that starts at most so many days after the end of another one of the person is part of it.
--   request_reach: Days from a request to what follows it. The first event after a request follows from it if it starts at most so many days after its end.
--   next_reach: Days from one event to the next. Each further event follows if it starts at most so many days after the latest end before it.
--   review_reach: Days from a review to what follows it. The first event after a review follows from it if it starts at most so many days after its end.
--   review_gap: Days from one review to the next. A review that starts at most so many days after the end of another one of the person is part of it.
--   st_max_gap: Days from one ST-Max service to the next. An ST-Max service that starts at most so many days after the end of another one of the person is part of it.
--   st_max_reach: Days from ST-Max to what follows it. The first event after ST-Max follows from it if it starts at most so many days after its end.
CREATE OR ALTER VIEW cld_derivation_parameter AS
WITH given AS (
  SELECT
    MIN(r.[reporting_period_start_date]) AS [period_start],
    MAX(r.[reporting_period_end_date]) AS [period_end]
  FROM cld_derivation_row AS r
  WHERE r.[submission] = (SELECT MAX(n.[submission]) FROM cld_derivation_row AS n)
), with_year_before AS (
  SELECT
    r.[period_start],
    r.[period_end],
    DATEADD(year, -1, r.[period_end]) AS [year_before]
  FROM given AS r
), with_long_term_gap AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    1 AS [long_term_gap]
  FROM with_year_before AS r
), with_as_of AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[period_end] AS [as_of]
  FROM with_long_term_gap AS r
), with_request_gap AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    4 AS [request_gap]
  FROM with_as_of AS r
), with_request_reach AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    28 AS [request_reach]
  FROM with_request_gap AS r
), with_next_reach AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    r.[request_reach],
    3 AS [next_reach]
  FROM with_request_reach AS r
), with_review_reach AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    r.[request_reach],
    r.[next_reach],
    28 AS [review_reach]
  FROM with_next_reach AS r
), with_review_gap AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    r.[request_reach],
    r.[next_reach],
    r.[review_reach],
    0 AS [review_gap]
  FROM with_review_reach AS r
), with_st_max_gap AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    r.[request_reach],
    r.[next_reach],
    r.[review_reach],
    r.[review_gap],
    1 AS [st_max_gap]
  FROM with_review_gap AS r
), with_st_max_reach AS (
  SELECT
    r.[period_start],
    r.[period_end],
    r.[year_before],
    r.[long_term_gap],
    r.[as_of],
    r.[request_gap],
    r.[request_reach],
    r.[next_reach],
    r.[review_reach],
    r.[review_gap],
    r.[st_max_gap],
    3 AS [st_max_reach]
  FROM with_st_max_gap AS r
)
SELECT
  r.[year_before],
  r.[long_term_gap],
  r.[period_start],
  r.[period_end],
  r.[as_of],
  r.[request_gap],
  r.[request_reach],
  r.[next_reach],
  r.[review_reach],
  r.[review_gap],
  r.[st_max_gap],
  r.[st_max_reach]
FROM with_st_max_reach AS r;
GO

-- Newest return of a local authority. The number of the newest submission of each local authority. Earlier submissions only add history.
-- One row: One local authority.
CREATE OR ALTER VIEW cld_derived_newest_return AS
WITH step_1 AS (
  -- 1. Make one row of the rows with the same LA Code: Submission is the greatest Submission.
  SELECT
    r.[la_code],
    MAX(r.[submission]) AS [submission]
  FROM cld_derivation_row AS r
  GROUP BY r.[la_code]
)
SELECT
  r.[la_code],
  r.[submission]
FROM step_1 AS r;
GO

-- Events, and the person they are about. The events that all other tables begin with. A person is known by the NHS Number, or where it is missing by the Person Unique Identifier. A return covers the year so far, so of the returns that begin on the same day only the newest counts. Where the returns of two years have the same event, the newer one counts. Events that start after the period or have no start date are left out.
-- One row: One event.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method drops a row without NHS Number if its Person Unique Identifier occurs with one elsewhere. Here the row belongs to that person.
-- Here it differs: The method takes the first day of the month for the date of birth, because it sees no more of it. Here the date of birth counts.
-- Here it differs: The method leaves out people whose date of birth is missing. Here they stay, with an age band of their own, so that the tables have the same total.
-- Here it differs: The method keeps every submission of an event that is an assessment or a review. Here the newest one counts.
CREATE OR ALTER VIEW cld_derived_event_of_person AS
WITH step_1 AS (
  -- 1. Recognise who a row is about by NHS Number, or where it is blank by Person Unique Identifier; if NHS Number is blank and another row with the same Person Unique Identifier and the same LA Code has a NHS Number, take that NHS Number (the smallest, if there are several); drop the rows that have neither. The Person Unique Identifier links the events of a person whose NHS Number is missing on some of them.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[reporting_period_start_date],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[assessment_type],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    COALESCE(r.[nhs_number], k.[first_known], r.[person_unique_identifier]) AS [person_id]
  FROM cld_derivation_row AS r
  LEFT JOIN (
    SELECT
      r.[la_code],
      r.[person_unique_identifier],
      MIN(r.[nhs_number]) AS [first_known]
    FROM cld_derivation_row AS r
    WHERE r.[nhs_number] IS NOT NULL AND r.[la_code] IS NOT NULL AND r.[person_unique_identifier] IS NOT NULL
    GROUP BY r.[la_code], r.[person_unique_identifier]
  ) AS k ON k.[la_code] = r.[la_code] AND k.[person_unique_identifier] = r.[person_unique_identifier]
  WHERE (r.[nhs_number] IS NOT NULL OR r.[person_unique_identifier] IS NOT NULL)
), step_2 AS (
  -- 2. Of the rows with the same LA Code and Reporting Period Start Date, keep the best, and all that tie: those with the greatest Submission. Each return covers the year so far, and updates replace what was submitted before.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[assessment_type],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id]
  FROM (
    SELECT
      r.[submission],
      r.[row_number],
      r.[la_code],
      r.[reporting_period_start_date],
      r.[gender],
      r.[ethnicity],
      r.[date_of_birth],
      r.[date_of_death],
      r.[primary_support_reason],
      r.[accommodation_status],
      r.[employment_status],
      r.[has_informal_carer],
      r.[event_type],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[route_of_access],
      r.[assessment_type],
      r.[service_type],
      r.[service_component],
      r.[delivery_mechanism],
      r.[review_reason],
      r.[unit_cost],
      r.[cost_frequency],
      r.[planned_units_per_week],
      r.[full_cost_client],
      r.[person_id],
      MAX(r.[submission]) OVER (PARTITION BY r.[la_code], r.[reporting_period_start_date]) AS [best_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[submission] = r.[best_in_group] OR r.[best_in_group] IS NULL
), step_3 AS (
  -- 3. Of the rows with the same LA Code, Person id, Event Type, Event Start Date, Request: Route of Access, Assessment Type, Service Type, Service Component, Delivery Mechanism (Long Term Community or Prison Only) and Review Reason, keep the best, and all that tie: those with the greatest Submission. The end date and the outcome are not compared, so that an event that was open a year ago is replaced by the same event with an end date.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id]
  FROM (
    SELECT
      r.[submission],
      r.[row_number],
      r.[la_code],
      r.[gender],
      r.[ethnicity],
      r.[date_of_birth],
      r.[date_of_death],
      r.[primary_support_reason],
      r.[accommodation_status],
      r.[employment_status],
      r.[has_informal_carer],
      r.[event_type],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[route_of_access],
      r.[assessment_type],
      r.[service_type],
      r.[service_component],
      r.[delivery_mechanism],
      r.[review_reason],
      r.[unit_cost],
      r.[cost_frequency],
      r.[planned_units_per_week],
      r.[full_cost_client],
      r.[person_id],
      MAX(r.[submission]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[event_type], r.[event_start_date], r.[route_of_access], r.[assessment_type], r.[service_type], r.[service_component], r.[delivery_mechanism], r.[review_reason]) AS [best_in_group]
    FROM step_2 AS r
  ) AS r
  WHERE r.[submission] = r.[best_in_group] OR r.[best_in_group] IS NULL
), step_4 AS (
  -- 4. Keep the rows where Event Start Date is not after Last day of the period.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id]
  FROM step_3 AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_start_date] <= p.[period_end]
), step_5 AS (
  -- 5. Set In newest return to “Yes” if there is a row in “Newest return of a local authority” with the same LA Code and Submission; otherwise to “No”.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id],
    N'Yes' COLLATE Latin1_General_100_BIN2 AS [in_newest_return]
  FROM step_4 AS r
  WHERE EXISTS (
    SELECT 1 FROM cld_derived_newest_return AS o
    WHERE o.[la_code] = r.[la_code] AND o.[submission] = r.[submission]
  )
  UNION ALL
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id],
    N'No' COLLATE Latin1_General_100_BIN2 AS [in_newest_return]
  FROM step_4 AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM cld_derived_newest_return AS o
    WHERE o.[la_code] = r.[la_code] AND o.[submission] = r.[submission]
  )
), step_6 AS (
  -- 6. Set Person age to the age on Last day of the period.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id],
    r.[in_newest_return],
    (YEAR(p.[period_end]) - YEAR(r.[date_of_birth]) - CASE WHEN MONTH(p.[period_end]) * 100 + DAY(p.[period_end]) < MONTH(r.[date_of_birth]) * 100 + DAY(r.[date_of_birth]) THEN 1 ELSE 0 END) AS [person_age]
  FROM step_5 AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_7 AS (
  -- 7. Take the first case that applies: where Person age is from 18 to 64, set Age band to “18 to 64”; where Person age is at least 65, set Age band to “65 and over”; otherwise, set Age band to “Under 18 or not known”.
  SELECT
    r.[submission],
    r.[row_number],
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[review_reason],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client],
    r.[person_id],
    r.[in_newest_return],
    r.[person_age],
    CASE
      WHEN r.[person_age] >= 18 AND r.[person_age] <= 64 THEN N'18 to 64' COLLATE Latin1_General_100_BIN2
      WHEN r.[person_age] >= 65 THEN N'65 and over' COLLATE Latin1_General_100_BIN2
      ELSE N'Under 18 or not known' COLLATE Latin1_General_100_BIN2
    END AS [age_band]
  FROM step_6 AS r
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[in_newest_return],
  r.[person_id],
  r.[person_age],
  r.[age_band],
  r.[gender],
  r.[ethnicity],
  r.[date_of_birth],
  r.[date_of_death],
  r.[primary_support_reason],
  r.[accommodation_status],
  r.[employment_status],
  r.[has_informal_carer],
  r.[event_type],
  r.[event_start_date],
  r.[event_end_date],
  r.[event_outcome],
  r.[route_of_access],
  r.[service_type],
  r.[service_component],
  r.[delivery_mechanism],
  r.[review_reason],
  r.[unit_cost],
  r.[cost_frequency],
  r.[planned_units_per_week],
  r.[full_cost_client]
FROM step_7 AS r;
GO

-- Cost of a service in the period. The planned gross cost of a service between its start and its end, as far as they lie in the period, beside the full year equivalent. It is the full year equivalent for as many days as the service was open in the period, of the 364.98 days that 52.14 weeks have. A one-off cost belongs to the day on which the service starts. It is blank where there is no full year equivalent.
-- One row: One service that was open in the period.
CREATE OR ALTER VIEW cld_derived_cost_in_period AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Service”, and In the newest return is “Yes”, and Event End Date is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[unit_cost],
    r.[cost_frequency],
    r.[planned_units_per_week],
    r.[full_cost_client]
  FROM cld_derived_event_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_type] = N'Service' AND r.[in_newest_return] = N'Yes' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_start])
), step_2 AS (
  -- 2. Calculate the Full Year Equivalent Gross Cost to the LA.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[cost_frequency],
    CASE WHEN NOT ((r.[service_type] = N'Long Term Support: Nursing Care' AND r.[service_component] = N'Long Term Nursing Care') OR (r.[service_type] = N'Long Term Support: Residential Care' AND r.[service_component] = N'Long Term Residential Care') OR (r.[service_type] = N'Long Term Support: Community' AND r.[service_component] IN (N'Home Support', N'Day Support', N'Direct Payment', N'Community Supported Living', N'Shared Lives')) OR (r.[service_type] = N'Short Term Support: Other Short Term' AND r.[service_component] IN (N'Short Term Nursing Care', N'Short Term Residential Care'))) THEN NULL WHEN r.[full_cost_client] = N'Yes' THEN NULL WHEN r.[cost_frequency] IN (N'Per Session', N'Hourly', N'Daily') THEN ROUND(((r.[unit_cost] * r.[planned_units_per_week]) * CASE r.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) ELSE ROUND((r.[unit_cost] * CASE r.[cost_frequency] WHEN N'Per Session' THEN 52.14 WHEN N'Hourly' THEN 52.14 WHEN N'Daily' THEN 52.14 WHEN N'Weekly' THEN 52.14 WHEN N'Fortnightly' THEN 26.07 WHEN N'4-weekly' THEN 13.035 WHEN N'Monthly' THEN 12 WHEN N'Quarterly' THEN 4 WHEN N'Annually' THEN 1 WHEN N'One-off' THEN 1 END), 2) END AS [full_year_cost]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Take the first case that applies: where Event Start Date is before First day of the period, set First day to First day of the period; otherwise, set First day to Event Start Date.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[cost_frequency],
    r.[full_year_cost],
    CASE
      WHEN r.[event_start_date] < p.[period_start] THEN p.[period_start]
      ELSE r.[event_start_date]
    END AS [first_day]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_4 AS (
  -- 4. Take the first case that applies: where Event End Date is before Last day of the period, set Last day to Event End Date; otherwise, set Last day to Last day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[cost_frequency],
    r.[full_year_cost],
    r.[first_day],
    CASE
      WHEN r.[event_end_date] < p.[period_end] THEN r.[event_end_date]
      ELSE p.[period_end]
    END AS [last_day]
  FROM step_3 AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_5 AS (
  -- 5. Set Days in period to the days from First day to Last day plus 1.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[cost_frequency],
    r.[full_year_cost],
    (DATEDIFF(day, r.[first_day], r.[last_day]) + 1) AS [days_in_period]
  FROM step_4 AS r
), step_6 AS (
  -- 6. Take the first case that applies: where Cost Frequency / Unit Type is “One-off” and Event Start Date is not before First day of the period, set Counted parts to 1 and All parts to 1; where Cost Frequency / Unit Type is “One-off”, set Counted parts to 0 and All parts to 1; otherwise, set Counted parts to Days in period times 100 and All parts to 36498.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[full_year_cost],
    r.[days_in_period],
    CASE
      WHEN r.[cost_frequency] = N'One-off' AND r.[event_start_date] >= p.[period_start] THEN 1
      WHEN r.[cost_frequency] = N'One-off' THEN 0
      ELSE (r.[days_in_period] * 100)
    END AS [counted_parts],
    CASE
      WHEN r.[cost_frequency] = N'One-off' AND r.[event_start_date] >= p.[period_start] THEN 1
      WHEN r.[cost_frequency] = N'One-off' THEN 1
      ELSE 36498
    END AS [all_parts]
  FROM step_5 AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_7 AS (
  -- 7. Set Period cost to Full Year Equivalent Gross Cost to the LA times Counted parts divided by All parts, to 2 decimal places. 52.14 weeks have 364.98 days, so that 36498 hundredths of a day make the full year.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[full_year_cost],
    r.[days_in_period],
    CAST((2 * ABS(r.[share_part]) + ABS(r.[share_whole])) / (2 * ABS(r.[share_whole])) * CASE WHEN (r.[share_part] < 0 AND r.[share_whole] > 0) OR (r.[share_part] > 0 AND r.[share_whole] < 0) THEN -1 ELSE 1 END AS DECIMAL(20, 0)) * 0.01 AS [period_cost]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[event_start_date],
      r.[event_end_date],
      r.[service_type],
      r.[service_component],
      r.[full_year_cost],
      r.[days_in_period],
      r.[counted_parts],
      r.[all_parts],
      CAST(r.[full_year_cost] * 100 AS BIGINT) * CAST(r.[counted_parts] AS BIGINT) AS [share_part],
      NULLIF(CAST(r.[all_parts] AS BIGINT), 0) AS [share_whole]
    FROM step_6 AS r
  ) AS r
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[person_id],
  r.[service_type],
  r.[service_component],
  r.[event_start_date],
  r.[event_end_date],
  r.[full_year_cost],
  r.[days_in_period],
  r.[period_cost]
FROM step_7 AS r;
GO

-- Long term support. The services of the types of long term support, each with its setting. Version 4.0 has no service type for prison: a long term service in the community whose delivery mechanism is one for prison is given in prison.
-- One row: One long term service.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method has a service type for prison. Here the delivery mechanism says that a service is given in prison.
CREATE OR ALTER VIEW cld_derived_long_term_support AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Service” and Service Type begins with “Long Term Support: ”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[in_newest_return],
    r.[person_id],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism]
  FROM cld_derived_event_of_person AS r
  WHERE r.[event_type] = N'Service' AND LEFT(r.[service_type], 19) + N'|' = N'Long Term Support: |'
), step_2 AS (
  -- 2. Look up Support setting and Setting and mechanism in “Setting and mechanism of a long term service”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[in_newest_return],
    r.[person_id],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    CASE
      WHEN r.[service_type] = N'Long Term Support: Nursing Care' THEN N'Nursing Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Residential Care' THEN N'Residential Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: Direct Payment' THEN N'Community' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: CASSR Managed Personal Budget' THEN N'Community' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: CASSR Commissioned Support' THEN N'Community' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Prison: CASSR Managed Personal Budget' THEN N'Prison' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Prison: CASSR Commissioned Support' THEN N'Prison' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' THEN N'Community' COLLATE Latin1_General_100_BIN2
    END AS [support_setting],
    CASE
      WHEN r.[service_type] = N'Long Term Support: Nursing Care' THEN N'Nursing Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Residential Care' THEN N'Residential Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: Direct Payment' THEN N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: CASSR Managed Personal Budget' THEN N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Community: CASSR Commissioned Support' THEN N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Prison: CASSR Managed Personal Budget' THEN N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' AND r.[delivery_mechanism] = N'Prison: CASSR Commissioned Support' THEN N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2
      WHEN r.[service_type] = N'Long Term Support: Community' THEN N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2
    END AS [setting_and_mechanism]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Rank the rows by “Order of settings and mechanisms”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[in_newest_return],
    r.[person_id],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    r.[service_component],
    r.[delivery_mechanism],
    r.[support_setting],
    r.[setting_and_mechanism],
    CASE r.[setting_and_mechanism]
      WHEN N'Nursing Care' THEN 1
      WHEN N'Residential Care' THEN 2
      WHEN N'Community: Direct Payment' THEN 3
      WHEN N'Community: CASSR Managed Personal Budget' THEN 4
      WHEN N'Community: CASSR Commissioned Support' THEN 5
      WHEN N'Community: mechanism not known' THEN 6
      WHEN N'Prison: CASSR Managed Personal Budget' THEN 7
      WHEN N'Prison: CASSR Commissioned Support' THEN 8
    END AS [setting_rank]
  FROM step_2 AS r
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[in_newest_return],
  r.[person_id],
  r.[age_band],
  r.[gender],
  r.[ethnicity],
  r.[date_of_death],
  r.[primary_support_reason],
  r.[accommodation_status],
  r.[employment_status],
  r.[has_informal_carer],
  r.[event_start_date],
  r.[event_end_date],
  r.[service_type],
  r.[service_component],
  r.[delivery_mechanism],
  r.[support_setting],
  r.[setting_and_mechanism],
  r.[setting_rank]
FROM step_3 AS r;
GO

-- Long term support of clients with a learning disability. The long term services in the period of clients aged 18 to 64 whose primary support reason is Learning Disability Support. Clients who are detained under the Mental Health Act are not left out, because version 4.0 does not say who they are.
-- One row: One long term service.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_learning_disability_support AS
WITH step_1 AS (
  -- 1. Keep the rows where In the newest return is “Yes”, and Primary Support Reason is “Learning Disability Support”, and Age band is “18 to 64”, and Event End Date is blank or not before First day of the period, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[gender],
    r.[accommodation_status],
    r.[employment_status],
    r.[event_start_date]
  FROM cld_derived_long_term_support AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[in_newest_return] = N'Yes' AND r.[primary_support_reason] = N'Learning Disability Support' AND r.[age_band] = N'18 to 64' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_start]) AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[person_id],
  r.[gender],
  r.[accommodation_status],
  r.[employment_status],
  r.[event_start_date]
FROM step_1 AS r;
GO

-- Settled accommodation of clients with a learning disability. The accommodation status of each client with a learning disability, and whether it is settled. The source does not say which statuses are settled; the division is that of the method. Unknown is unsettled.
-- One row: One client of a local authority with a learning disability, aged 18 to 64, with long term support in the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method leaves out clients whose status is missing. Here they count as Unknown, so that the tables are about the same clients.
CREATE OR ALTER VIEW cld_derived_accommodation_of_client AS
WITH step_1 AS (
  -- 1. Take the first case that applies: where Accommodation Status is blank, set Accommodation status to “Unknown”; otherwise, set Accommodation status to Accommodation Status. A client whose status is missing is counted like one whose status is unknown.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[gender],
    r.[event_start_date],
    CASE
      WHEN r.[accommodation_status] IS NULL THEN N'Unknown' COLLATE Latin1_General_100_BIN2
      ELSE r.[accommodation_status]
    END AS [accommodation_status]
  FROM cld_derived_learning_disability_support AS r
), step_2 AS (
  -- 2. Make one row of the rows with the same LA Code and Person, from the best: those with the latest Event Start Date, then those whose Accommodation status is filled in and not “Unknown”; where these differ, Gender is “Not known” and Accommodation status is “Unknown”.
  SELECT
    r.[la_code],
    r.[person_id],
    CASE
      WHEN COUNT(*) = COUNT(r.[gender]) AND MIN(r.[gender]) = MAX(r.[gender]) THEN MIN(r.[gender])
      WHEN COUNT(r.[gender]) > 0 THEN N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [gender],
    CASE
      WHEN COUNT(*) = COUNT(r.[accommodation_status]) AND MIN(r.[accommodation_status]) = MAX(r.[accommodation_status]) THEN MIN(r.[accommodation_status])
      WHEN COUNT(r.[accommodation_status]) > 0 THEN N'Unknown' COLLATE Latin1_General_100_BIN2
    END AS [accommodation_status]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[gender],
      r.[accommodation_status],
      r.[event_start_date],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[accommodation_status] IS NOT NULL AND r.[accommodation_status] NOT IN (N'Unknown') THEN 0 ELSE 1 END) AS [place_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id]
), step_3 AS (
  -- 3. Look up Settled status in “Settled accommodation”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[gender],
    r.[accommodation_status],
    CASE r.[accommodation_status]
      WHEN N'Owner occupier or shared ownership scheme' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Tenant' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Tenant - private landlord' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Settled mainstream housing with family / friends' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Supported accommodation / supported lodgings / supported group home' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Shared Lives scheme' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Approved premises for offenders released from prison or under probation supervision' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Sheltered housing / extra care housing / other sheltered housing' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Mobile accommodation for Gypsy / Roma and Traveller communities' THEN N'Settled' COLLATE Latin1_General_100_BIN2
      WHEN N'Rough sleeper / squatting' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Night shelter / emergency hostel / direct access hostel' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Refuge' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Placed in temporary accommodation by the council (inc. homelessness resettlement)' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Staying with family / friends as a short-term guest' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Acute / long-term healthcare residential facility or hospital' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Registered care home' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Registered nursing home' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Prison / Young offenders institution / detention centre' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Other temporary accommodation' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
      WHEN N'Unknown' THEN N'Unsettled' COLLATE Latin1_General_100_BIN2
    END AS [settled_status]
  FROM step_2 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[gender],
  r.[accommodation_status],
  r.[settled_status]
FROM step_3 AS r;
GO

-- LTS004, accommodation of clients with a learning disability. The clients with a learning disability, aged 18 to 64, with long term support in the period, by gender and accommodation status.
-- One row: One gender and accommodation status of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts004_accommodation AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Gender and Accommodation status, with zero for each Gender and Accommodation status that does not occur.
  SELECT
    r.[la_code],
    r.[gender],
    r.[accommodation_status],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[gender],
      r.[accommodation_status],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[gender],
        r.[accommodation_status],
        r.[person_id]
      FROM cld_derived_accommodation_of_client AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[gender],
      v1.[accommodation_status],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_accommodation_of_client AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Female' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Male' COLLATE Latin1_General_100_BIN2 AS [gender]
    ) AS v0
    CROSS JOIN (
      SELECT N'Unknown' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Owner occupier or shared ownership scheme' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Tenant' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Tenant - private landlord' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Settled mainstream housing with family / friends' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Supported accommodation / supported lodgings / supported group home' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Shared Lives scheme' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Approved premises for offenders released from prison or under probation supervision' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Sheltered housing / extra care housing / other sheltered housing' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Mobile accommodation for Gypsy / Roma and Traveller communities' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Rough sleeper / squatting' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Night shelter / emergency hostel / direct access hostel' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Refuge' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Placed in temporary accommodation by the council (inc. homelessness resettlement)' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Staying with family / friends as a short-term guest' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Acute / long-term healthcare residential facility or hospital' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Registered care home' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Registered nursing home' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Prison / Young offenders institution / detention centre' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
      UNION ALL SELECT N'Other temporary accommodation' COLLATE Latin1_General_100_BIN2 AS [accommodation_status]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[gender], r.[accommodation_status]
)
SELECT
  r.[la_code],
  r.[gender],
  r.[accommodation_status],
  r.[people_count]
FROM step_1 AS r;
GO

-- ASCOF 1G, clients with a learning disability in settled accommodation. The counts that the measure needs: clients with a learning disability, aged 18 to 64, by gender and by whether their accommodation is settled. The source calls it living in their own home or with their family.
-- One row: One gender and settled or unsettled of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_ascof_1g AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Gender and Settled or unsettled, with zero for each Gender and Settled or unsettled that does not occur.
  SELECT
    r.[la_code],
    r.[gender],
    r.[settled_status],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[gender],
      r.[settled_status],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[gender],
        r.[settled_status],
        r.[person_id]
      FROM cld_derived_accommodation_of_client AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[gender],
      v1.[settled_status],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_accommodation_of_client AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Female' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Male' COLLATE Latin1_General_100_BIN2 AS [gender]
    ) AS v0
    CROSS JOIN (
      SELECT N'Settled' COLLATE Latin1_General_100_BIN2 AS [settled_status]
      UNION ALL SELECT N'Unsettled' COLLATE Latin1_General_100_BIN2 AS [settled_status]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[gender], r.[settled_status]
)
SELECT
  r.[la_code],
  r.[gender],
  r.[settled_status],
  r.[people_count]
FROM step_1 AS r;
GO

-- Paid employment of clients with a learning disability. The employment status of each client with a learning disability, and whether it is paid. Unknown is not paid.
-- One row: One client of a local authority with a learning disability, aged 18 to 64, with long term support in the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method leaves out clients whose status is missing. Here they count as Unknown, so that the tables are about the same clients.
CREATE OR ALTER VIEW cld_derived_employment_of_client AS
WITH step_1 AS (
  -- 1. Take the first case that applies: where Employment Status is blank, set Employment status to “Unknown”; otherwise, set Employment status to Employment Status. A client whose status is missing is counted like one whose status is unknown.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[gender],
    r.[event_start_date],
    CASE
      WHEN r.[employment_status] IS NULL THEN N'Unknown' COLLATE Latin1_General_100_BIN2
      ELSE r.[employment_status]
    END AS [employment_status]
  FROM cld_derived_learning_disability_support AS r
), step_2 AS (
  -- 2. Make one row of the rows with the same LA Code and Person, from the best: those with the latest Event Start Date, then those whose Employment status is filled in and not “Unknown”; where these differ, Gender is “Not known” and Employment status is “Unknown”.
  SELECT
    r.[la_code],
    r.[person_id],
    CASE
      WHEN COUNT(*) = COUNT(r.[gender]) AND MIN(r.[gender]) = MAX(r.[gender]) THEN MIN(r.[gender])
      WHEN COUNT(r.[gender]) > 0 THEN N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [gender],
    CASE
      WHEN COUNT(*) = COUNT(r.[employment_status]) AND MIN(r.[employment_status]) = MAX(r.[employment_status]) THEN MIN(r.[employment_status])
      WHEN COUNT(r.[employment_status]) > 0 THEN N'Unknown' COLLATE Latin1_General_100_BIN2
    END AS [employment_status]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[gender],
      r.[employment_status],
      r.[event_start_date],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[employment_status] IS NOT NULL AND r.[employment_status] NOT IN (N'Unknown') THEN 0 ELSE 1 END) AS [place_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id]
), step_3 AS (
  -- 3. Look up Paid status in “Paid employment”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[gender],
    r.[employment_status],
    CASE r.[employment_status]
      WHEN N'Paid: Less than 16 hours a week' THEN N'Paid' COLLATE Latin1_General_100_BIN2
      WHEN N'Paid: 16 or more hours a week' THEN N'Paid' COLLATE Latin1_General_100_BIN2
      WHEN N'Not in Paid Employment (seeking work)' THEN N'Not paid' COLLATE Latin1_General_100_BIN2
      WHEN N'Not in Paid Employment (not actively seeking work / retired)' THEN N'Not paid' COLLATE Latin1_General_100_BIN2
      WHEN N'Not in Paid Employment (voluntary work only)' THEN N'Not paid' COLLATE Latin1_General_100_BIN2
      WHEN N'Unknown' THEN N'Not paid' COLLATE Latin1_General_100_BIN2
    END AS [paid_status]
  FROM step_2 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[gender],
  r.[employment_status],
  r.[paid_status]
FROM step_3 AS r;
GO

-- LTS004, employment of clients with a learning disability. The clients with a learning disability, aged 18 to 64, with long term support in the period, by gender and employment status.
-- One row: One gender and employment status of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts004_employment AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Gender and Employment status, with zero for each Gender and Employment status that does not occur.
  SELECT
    r.[la_code],
    r.[gender],
    r.[employment_status],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[gender],
      r.[employment_status],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[gender],
        r.[employment_status],
        r.[person_id]
      FROM cld_derived_employment_of_client AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[gender],
      v1.[employment_status],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_employment_of_client AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Female' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Male' COLLATE Latin1_General_100_BIN2 AS [gender]
    ) AS v0
    CROSS JOIN (
      SELECT N'Unknown' COLLATE Latin1_General_100_BIN2 AS [employment_status]
      UNION ALL SELECT N'Paid: Less than 16 hours a week' COLLATE Latin1_General_100_BIN2 AS [employment_status]
      UNION ALL SELECT N'Paid: 16 or more hours a week' COLLATE Latin1_General_100_BIN2 AS [employment_status]
      UNION ALL SELECT N'Not in Paid Employment (seeking work)' COLLATE Latin1_General_100_BIN2 AS [employment_status]
      UNION ALL SELECT N'Not in Paid Employment (not actively seeking work / retired)' COLLATE Latin1_General_100_BIN2 AS [employment_status]
      UNION ALL SELECT N'Not in Paid Employment (voluntary work only)' COLLATE Latin1_General_100_BIN2 AS [employment_status]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[gender], r.[employment_status]
)
SELECT
  r.[la_code],
  r.[gender],
  r.[employment_status],
  r.[people_count]
FROM step_1 AS r;
GO

-- ASCOF 1E, clients with a learning disability in paid employment. The counts that the measure needs: clients with a learning disability, aged 18 to 64, by gender and by whether they are in paid employment.
-- One row: One gender and paid or not paid of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_ascof_1e AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Gender and Paid or not paid, with zero for each Gender and Paid or not paid that does not occur.
  SELECT
    r.[la_code],
    r.[gender],
    r.[paid_status],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[gender],
      r.[paid_status],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[gender],
        r.[paid_status],
        r.[person_id]
      FROM cld_derived_employment_of_client AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[gender],
      v1.[paid_status],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_employment_of_client AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Female' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Male' COLLATE Latin1_General_100_BIN2 AS [gender]
    ) AS v0
    CROSS JOIN (
      SELECT N'Paid' COLLATE Latin1_General_100_BIN2 AS [paid_status]
      UNION ALL SELECT N'Not paid' COLLATE Latin1_General_100_BIN2 AS [paid_status]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[gender], r.[paid_status]
)
SELECT
  r.[la_code],
  r.[gender],
  r.[paid_status],
  r.[people_count]
FROM step_1 AS r;
GO

-- Direct payment and part direct payment. Whether a person's long term support in the community is paid for by direct payment, by a direct payment beside other support, or without one, at any time in the period and on its last day. A service is a direct payment if its delivery mechanism or its service component says so. Services at different times of the period count together.
-- One row: One person of a local authority with long term support in the community.
CREATE OR ALTER VIEW cld_derived_part_direct_payment AS
WITH step_1 AS (
  -- 1. Keep the rows where Setting is “Community”, and In the newest return is “Yes”, and Event End Date is blank or not before First day of the period, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[event_end_date],
    r.[service_component],
    r.[delivery_mechanism]
  FROM cld_derived_long_term_support AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[support_setting] = N'Community' AND r.[in_newest_return] = N'Yes' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_start]) AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
), step_2 AS (
  -- 2. Take the first case that applies: where Delivery Mechanism is “Community: Direct Payment” or Service Component is “Direct Payment”, set Way of payment to “Direct”; where Delivery Mechanism is “Community: CASSR Managed Personal Budget” or “Community: CASSR Commissioned Support”, set Way of payment to “Other”; otherwise, set Way of payment to “Not known”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[event_end_date],
    CASE
      WHEN r.[delivery_mechanism] = N'Community: Direct Payment' OR r.[service_component] = N'Direct Payment' THEN N'Direct' COLLATE Latin1_General_100_BIN2
      WHEN r.[delivery_mechanism] IN (N'Community: CASSR Managed Personal Budget', N'Community: CASSR Commissioned Support') THEN N'Other' COLLATE Latin1_General_100_BIN2
      ELSE N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [way_of_payment]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Make one row of the rows with the same LA Code and Person: Direct in period says whether Way of payment is “Direct” for any of them, Other in period says whether Way of payment is “Other” for any of them, Direct at end says whether Way of payment is “Direct”, and Event End Date is blank or not before Last day of the period for any of them and Other at end says whether Way of payment is “Other”, and Event End Date is blank or not before Last day of the period for any of them.
  SELECT
    r.[la_code],
    r.[person_id],
    MAX(CASE WHEN r.[way_of_payment] = N'Direct' THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [direct_in_period],
    MAX(CASE WHEN r.[way_of_payment] = N'Other' THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [other_in_period],
    MAX(CASE WHEN r.[way_of_payment] = N'Direct' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_end]) THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [direct_at_end],
    MAX(CASE WHEN r.[way_of_payment] = N'Other' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_end]) THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [other_at_end]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
  GROUP BY r.[la_code], r.[person_id]
), step_4 AS (
  -- 4. Take the first case that applies: where both Direct in period and Other in period are “Yes”, set Payment in period to “Part direct payment”; where Direct in period is “Yes”, set Payment in period to “Direct payment”; otherwise, set Payment in period to “No direct payment”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[direct_at_end],
    r.[other_at_end],
    CASE
      WHEN r.[direct_in_period] = N'Yes' AND r.[other_in_period] = N'Yes' THEN N'Part direct payment' COLLATE Latin1_General_100_BIN2
      WHEN r.[direct_in_period] = N'Yes' THEN N'Direct payment' COLLATE Latin1_General_100_BIN2
      ELSE N'No direct payment' COLLATE Latin1_General_100_BIN2
    END AS [payment_in_period]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Take the first case that applies: where both Direct at end and Other at end are “Yes”, set Payment at end to “Part direct payment”; where Direct at end is “Yes”, set Payment at end to “Direct payment”; otherwise, set Payment at end to “No direct payment”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[payment_in_period],
    CASE
      WHEN r.[direct_at_end] = N'Yes' AND r.[other_at_end] = N'Yes' THEN N'Part direct payment' COLLATE Latin1_General_100_BIN2
      WHEN r.[direct_at_end] = N'Yes' THEN N'Direct payment' COLLATE Latin1_General_100_BIN2
      ELSE N'No direct payment' COLLATE Latin1_General_100_BIN2
    END AS [payment_at_end]
  FROM step_4 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[payment_in_period],
  r.[payment_at_end]
FROM step_5 AS r;
GO

-- Highest setting and mechanism in the period. The highest setting and delivery mechanism of the long term support that a person had at any time in the period, as SALT LTS001a asks for it. It is taken from the newest return. People who died before the period are left out.
-- One row: One person of a local authority with long term support at any time in the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method counts a person with a direct payment and other support as Direct Payment. Here it is Part Direct Payment.
CREATE OR ALTER VIEW cld_derived_highest_setting AS
WITH step_1 AS (
  -- 1. Keep the rows where In the newest return is “Yes”, and Event End Date is blank or not before First day of the period, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[primary_support_reason],
    r.[event_start_date],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[setting_rank]
  FROM cld_derived_long_term_support AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[in_newest_return] = N'Yes' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_start]) AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
), step_2 AS (
  -- 2. Make one row of the rows with the same LA Code and Person, from the best: those with the smallest Rank of the setting, then those whose Primary Support Reason is filled in and not “PSR Not Known”, then those with the latest Event Start Date; where these differ, Setting and Setting and mechanism of the service are blank, Age band is “Under 18 or not known” and Primary Support Reason is “PSR Not Known”. The setting decides first. Of services in the same setting, one with a known primary support reason comes first, then the one that started last.
  SELECT
    r.[la_code],
    r.[person_id],
    CASE
      WHEN COUNT(*) = COUNT(r.[support_setting]) AND MIN(r.[support_setting]) = MAX(r.[support_setting]) THEN MIN(r.[support_setting])
    END AS [support_setting],
    CASE
      WHEN COUNT(*) = COUNT(r.[setting_and_mechanism]) AND MIN(r.[setting_and_mechanism]) = MAX(r.[setting_and_mechanism]) THEN MIN(r.[setting_and_mechanism])
    END AS [setting_and_mechanism],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
      WHEN COUNT(r.[age_band]) > 0 THEN N'Under 18 or not known' COLLATE Latin1_General_100_BIN2
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[primary_support_reason]) AND MIN(r.[primary_support_reason]) = MAX(r.[primary_support_reason]) THEN MIN(r.[primary_support_reason])
      WHEN COUNT(r.[primary_support_reason]) > 0 THEN N'PSR Not Known' COLLATE Latin1_General_100_BIN2
    END AS [primary_support_reason]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[age_band],
      r.[primary_support_reason],
      r.[event_start_date],
      r.[support_setting],
      r.[setting_and_mechanism],
      r.[setting_rank],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[setting_rank] IS NULL THEN 1 ELSE 0 END, r.[setting_rank], CASE WHEN r.[primary_support_reason] IS NOT NULL AND r.[primary_support_reason] NOT IN (N'PSR Not Known') THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC) AS [place_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id]
), step_3 AS (
  -- 3. Add Direct payment in the period from “Direct payment and part direct payment” with the same LA Code and Person; keep the rows without a match.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[age_band],
    r.[primary_support_reason],
    o.[payment_in_period] AS [direct_payment_in_period]
  FROM step_2 AS r
  LEFT JOIN cld_derived_part_direct_payment AS o ON o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id]
), step_4 AS (
  -- 4. Take the first case that applies: where Support setting is “Community” and Direct payment in the period is “Part direct payment”, set Salt setting to “Community: Part Direct Payment”; otherwise, set Salt setting to Setting and mechanism. A part direct payment is derived from the mix of services, because no delivery mechanism says it.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[age_band],
    r.[primary_support_reason],
    CASE
      WHEN r.[support_setting] = N'Community' AND r.[direct_payment_in_period] = N'Part direct payment' THEN N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2
      ELSE r.[setting_and_mechanism]
    END AS [salt_setting]
  FROM step_3 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[age_band],
  r.[primary_support_reason],
  r.[support_setting],
  r.[salt_setting]
FROM step_4 AS r;
GO

-- Latest setting and mechanism at the end of the period. The setting and delivery mechanism of the long term support that a person has on the last day of the period, as SALT LTS001b asks for it. Of several services that are open on that day, the highest counts. A service that ends on the day is still open.
-- One row: One person of a local authority with long term support on the last day of the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method counts a person with a direct payment and other support as Direct Payment. Here it is Part Direct Payment.
-- Here it differs: The method chooses the service for gender, ethnicity and carer anew, each for itself. Here one choice gives all of them, so that the tables have the same total.
CREATE OR ALTER VIEW cld_derived_latest_setting AS
WITH step_1 AS (
  -- 1. Keep the rows where In the newest return is “Yes”, and Event End Date is blank or not before Last day of the period, and Date of Death is blank or not before Last day of the period.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[primary_support_reason],
    r.[has_informal_carer],
    r.[event_start_date],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[setting_rank]
  FROM cld_derived_long_term_support AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[in_newest_return] = N'Yes' AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_end]) AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_end])
), step_2 AS (
  -- 2. Make one row of the rows with the same LA Code and Person, from the best: those with the smallest Rank of the setting, then those whose Primary Support Reason is filled in and not “PSR Not Known”, then those with the latest Event Start Date; where these differ, Setting and Setting and mechanism of the service are blank, Age band is “Under 18 or not known”, Primary Support Reason is “PSR Not Known”, Gender is “Not known”, Ethnicity is “Undeclared / Not known” and Has Informal Carer is “Not known”. The setting decides first. Of services in the same setting, one with a known primary support reason comes first, then the one that started last.
  SELECT
    r.[la_code],
    r.[person_id],
    CASE
      WHEN COUNT(*) = COUNT(r.[support_setting]) AND MIN(r.[support_setting]) = MAX(r.[support_setting]) THEN MIN(r.[support_setting])
    END AS [support_setting],
    CASE
      WHEN COUNT(*) = COUNT(r.[setting_and_mechanism]) AND MIN(r.[setting_and_mechanism]) = MAX(r.[setting_and_mechanism]) THEN MIN(r.[setting_and_mechanism])
    END AS [setting_and_mechanism],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
      WHEN COUNT(r.[age_band]) > 0 THEN N'Under 18 or not known' COLLATE Latin1_General_100_BIN2
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[primary_support_reason]) AND MIN(r.[primary_support_reason]) = MAX(r.[primary_support_reason]) THEN MIN(r.[primary_support_reason])
      WHEN COUNT(r.[primary_support_reason]) > 0 THEN N'PSR Not Known' COLLATE Latin1_General_100_BIN2
    END AS [primary_support_reason],
    CASE
      WHEN COUNT(*) = COUNT(r.[gender]) AND MIN(r.[gender]) = MAX(r.[gender]) THEN MIN(r.[gender])
      WHEN COUNT(r.[gender]) > 0 THEN N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [gender],
    CASE
      WHEN COUNT(*) = COUNT(r.[ethnicity]) AND MIN(r.[ethnicity]) = MAX(r.[ethnicity]) THEN MIN(r.[ethnicity])
      WHEN COUNT(r.[ethnicity]) > 0 THEN N'Undeclared / Not known' COLLATE Latin1_General_100_BIN2
    END AS [ethnicity],
    CASE
      WHEN COUNT(*) = COUNT(r.[has_informal_carer]) AND MIN(r.[has_informal_carer]) = MAX(r.[has_informal_carer]) THEN MIN(r.[has_informal_carer])
      WHEN COUNT(r.[has_informal_carer]) > 0 THEN N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [has_informal_carer]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[age_band],
      r.[gender],
      r.[ethnicity],
      r.[primary_support_reason],
      r.[has_informal_carer],
      r.[event_start_date],
      r.[support_setting],
      r.[setting_and_mechanism],
      r.[setting_rank],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[setting_rank] IS NULL THEN 1 ELSE 0 END, r.[setting_rank], CASE WHEN r.[primary_support_reason] IS NOT NULL AND r.[primary_support_reason] NOT IN (N'PSR Not Known') THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC) AS [place_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id]
), step_3 AS (
  -- 3. Add Direct payment at the end of the period from “Direct payment and part direct payment” with the same LA Code and Person; keep the rows without a match.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[age_band],
    r.[primary_support_reason],
    r.[gender],
    r.[ethnicity],
    r.[has_informal_carer],
    o.[payment_at_end] AS [direct_payment_at_end]
  FROM step_2 AS r
  LEFT JOIN cld_derived_part_direct_payment AS o ON o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id]
), step_4 AS (
  -- 4. Take the first case that applies: where Support setting is “Community” and Direct payment at the end of the period is “Part direct payment”, set Salt setting to “Community: Part Direct Payment”; otherwise, set Salt setting to Setting and mechanism. A part direct payment is derived from the mix of services, because no delivery mechanism says it.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[age_band],
    r.[primary_support_reason],
    r.[gender],
    r.[ethnicity],
    r.[has_informal_carer],
    CASE
      WHEN r.[support_setting] = N'Community' AND r.[direct_payment_at_end] = N'Part direct payment' THEN N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2
      ELSE r.[setting_and_mechanism]
    END AS [salt_setting]
  FROM step_3 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[age_band],
  r.[gender],
  r.[ethnicity],
  r.[primary_support_reason],
  r.[has_informal_carer],
  r.[support_setting],
  r.[salt_setting]
FROM step_4 AS r;
GO

-- Long term support for 12 months or more. People with long term support on the last day of the period who have had it without a break since the same day a year before or longer, whatever the setting was, with the setting and mechanism that they have on the last day, as SALT LTS001c asks for it. A service that ended before the period is only known from earlier returns, so give those, too.
-- One row: One person of a local authority who on the last day of the period has had long term support for 12 months.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method counts a person with a direct payment and other support as Direct Payment. Here it is Part Direct Payment.
-- Here it differs: The method compares a service only with the one before it, so that a short service inside a long one makes a break. Here it is compared with the latest end so far.
-- Here it differs: The method asks that support began before the same day a year before. Here it may have begun on that day, because the source says 12 months or more.
CREATE OR ALTER VIEW cld_derived_long_term_12_months AS
WITH step_1 AS (
  -- 1. Keep the rows where Date of Death is blank or not before Last day of the period.
  SELECT
    r.[la_code],
    r.[in_newest_return],
    r.[person_id],
    r.[age_band],
    r.[primary_support_reason],
    r.[event_start_date],
    r.[event_end_date],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[setting_rank]
  FROM cld_derived_long_term_support AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_end]
), step_2 AS (
  -- 2. Number the spells of the rows with the same LA Code and Person: a row that starts at most 1 day (“Days from one long term service to the next”) after the latest end before belongs to the same spell; an open row lasts until End of what is still open.
  SELECT
    r.[la_code],
    r.[in_newest_return],
    r.[person_id],
    r.[age_band],
    r.[primary_support_reason],
    r.[event_start_date],
    r.[event_end_date],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[setting_rank],
    MIN(r.[event_start_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[support_number]) AS [support_start]
  FROM (
    SELECT
      r.[la_code],
      r.[in_newest_return],
      r.[person_id],
      r.[age_band],
      r.[primary_support_reason],
      r.[event_start_date],
      r.[event_end_date],
      r.[support_setting],
      r.[setting_and_mechanism],
      r.[setting_rank],
      CAST(SUM(r.[spell_opens]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end]) AS BIGINT) AS [support_number]
    FROM (
      SELECT
        r.[la_code],
        r.[in_newest_return],
        r.[person_id],
        r.[age_band],
        r.[primary_support_reason],
        r.[event_start_date],
        r.[event_end_date],
        r.[support_setting],
        r.[setting_and_mechanism],
        r.[setting_rank],
        r.[spell_row_end],
        CASE WHEN DATEDIFF(day, r.[chain_end_before], r.[event_start_date]) <= p.[long_term_gap] THEN 0 ELSE 1 END AS [spell_opens]
      FROM (
        SELECT
          r.[la_code],
          r.[in_newest_return],
          r.[person_id],
          r.[age_band],
          r.[primary_support_reason],
          r.[event_start_date],
          r.[event_end_date],
          r.[support_setting],
          r.[setting_and_mechanism],
          r.[setting_rank],
          r.[spell_row_end],
          MAX(r.[spell_row_end]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
        FROM (
          SELECT
            r.[la_code],
            r.[in_newest_return],
            r.[person_id],
            r.[age_band],
            r.[primary_support_reason],
            r.[event_start_date],
            r.[event_end_date],
            r.[support_setting],
            r.[setting_and_mechanism],
            r.[setting_rank],
            COALESCE(r.[event_end_date], p.[as_of]) AS [spell_row_end]
          FROM step_1 AS r
          CROSS JOIN cld_derivation_parameter AS p
          WHERE r.[event_start_date] IS NOT NULL
        ) AS r
      ) AS r
      CROSS JOIN cld_derivation_parameter AS p
    ) AS r
  ) AS r
), step_3 AS (
  -- 3. Keep the rows where In the newest return is “Yes”, and Support start is not after A year before the end of the period, and Event End Date is blank or not before Last day of the period.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[primary_support_reason],
    r.[event_start_date],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[setting_rank],
    r.[support_start]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[in_newest_return] = N'Yes' AND r.[support_start] <= p.[year_before] AND (r.[event_end_date] IS NULL OR r.[event_end_date] >= p.[period_end])
), step_4 AS (
  -- 4. Make one row of the rows with the same LA Code and Person, from the best: those with the smallest Rank of the setting, then those whose Primary Support Reason is filled in and not “PSR Not Known”, then those with the latest Event Start Date; where these differ, Setting, Setting and mechanism of the service and Support start are blank, Age band is “Under 18 or not known” and Primary Support Reason is “PSR Not Known”. The setting decides first. Of services in the same setting, one with a known primary support reason comes first, then the one that started last.
  SELECT
    r.[la_code],
    r.[person_id],
    CASE
      WHEN COUNT(*) = COUNT(r.[support_setting]) AND MIN(r.[support_setting]) = MAX(r.[support_setting]) THEN MIN(r.[support_setting])
    END AS [support_setting],
    CASE
      WHEN COUNT(*) = COUNT(r.[setting_and_mechanism]) AND MIN(r.[setting_and_mechanism]) = MAX(r.[setting_and_mechanism]) THEN MIN(r.[setting_and_mechanism])
    END AS [setting_and_mechanism],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
      WHEN COUNT(r.[age_band]) > 0 THEN N'Under 18 or not known' COLLATE Latin1_General_100_BIN2
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[primary_support_reason]) AND MIN(r.[primary_support_reason]) = MAX(r.[primary_support_reason]) THEN MIN(r.[primary_support_reason])
      WHEN COUNT(r.[primary_support_reason]) > 0 THEN N'PSR Not Known' COLLATE Latin1_General_100_BIN2
    END AS [primary_support_reason],
    CASE
      WHEN COUNT(*) = COUNT(r.[support_start]) AND MIN(r.[support_start]) = MAX(r.[support_start]) THEN MIN(r.[support_start])
    END AS [support_start]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[age_band],
      r.[primary_support_reason],
      r.[event_start_date],
      r.[support_setting],
      r.[setting_and_mechanism],
      r.[setting_rank],
      r.[support_start],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[setting_rank] IS NULL THEN 1 ELSE 0 END, r.[setting_rank], CASE WHEN r.[primary_support_reason] IS NOT NULL AND r.[primary_support_reason] NOT IN (N'PSR Not Known') THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC) AS [place_in_group]
    FROM step_3 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id]
), step_5 AS (
  -- 5. Add Direct payment at the end of the period from “Direct payment and part direct payment” with the same LA Code and Person; keep the rows without a match.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[setting_and_mechanism],
    r.[age_band],
    r.[primary_support_reason],
    r.[support_start],
    o.[payment_at_end] AS [direct_payment_at_end]
  FROM step_4 AS r
  LEFT JOIN cld_derived_part_direct_payment AS o ON o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id]
), step_6 AS (
  -- 6. Take the first case that applies: where Support setting is “Community” and Direct payment at the end of the period is “Part direct payment”, set Salt setting to “Community: Part Direct Payment”; otherwise, set Salt setting to Setting and mechanism. A part direct payment is derived from the mix of services, because no delivery mechanism says it.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[support_setting],
    r.[age_band],
    r.[primary_support_reason],
    r.[support_start],
    CASE
      WHEN r.[support_setting] = N'Community' AND r.[direct_payment_at_end] = N'Part direct payment' THEN N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2
      ELSE r.[setting_and_mechanism]
    END AS [salt_setting]
  FROM step_5 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[age_band],
  r.[primary_support_reason],
  r.[support_start],
  r.[support_setting],
  r.[salt_setting]
FROM step_6 AS r;
GO

-- LTS001a, people with long term support in the period. The people with long term support at any time in the period, by age, primary support reason and highest setting.
-- One row: One age band, primary support reason, and setting and mechanism of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts001a AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Age band, Primary support reason and Setting and mechanism, with zero for each Age band, Primary support reason and Setting and mechanism that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[primary_support_reason],
    r.[salt_setting],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[primary_support_reason],
      r.[salt_setting],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[age_band],
        r.[primary_support_reason],
        r.[salt_setting],
        r.[person_id]
      FROM cld_derived_highest_setting AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[primary_support_reason],
      v2.[salt_setting],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_highest_setting AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'PSR Not Known' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Access & mobility only' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Personal care support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for visual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for hearing impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for dual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Support with Memory & Cognition' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Learning Disability Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Mental Health Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Substance misuse support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Asylum seeker support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Support for Social Isolation/Other' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
    ) AS v1
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[primary_support_reason], r.[salt_setting]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[primary_support_reason],
  r.[salt_setting],
  r.[people_count]
FROM step_1 AS r;
GO

-- LTS001b, people with long term support at the end of the period. The people with long term support on the last day of the period, by age, primary support reason and setting.
-- One row: One age band, primary support reason, and setting and mechanism of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts001b AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Age band, Primary support reason and Setting and mechanism, with zero for each Age band, Primary support reason and Setting and mechanism that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[primary_support_reason],
    r.[salt_setting],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[primary_support_reason],
      r.[salt_setting],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[age_band],
        r.[primary_support_reason],
        r.[salt_setting],
        r.[person_id]
      FROM cld_derived_latest_setting AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[primary_support_reason],
      v2.[salt_setting],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_latest_setting AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'PSR Not Known' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Access & mobility only' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Personal care support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for visual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for hearing impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for dual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Support with Memory & Cognition' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Learning Disability Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Mental Health Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Substance misuse support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Asylum seeker support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Support for Social Isolation/Other' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
    ) AS v1
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[primary_support_reason], r.[salt_setting]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[primary_support_reason],
  r.[salt_setting],
  r.[people_count]
FROM step_1 AS r;
GO

-- LTS001b, informal carers of people with long term support. The people with long term support on the last day of the period, by whether they have an informal carer.
-- One row: One answer to Has Informal Carer, and setting and mechanism of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts001b_carers AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Has informal carer and Setting and mechanism, with zero for each Has informal carer and Setting and mechanism that does not occur.
  SELECT
    r.[la_code],
    r.[has_informal_carer],
    r.[salt_setting],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[has_informal_carer],
      r.[salt_setting],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[has_informal_carer],
        r.[salt_setting],
        r.[person_id]
      FROM cld_derived_latest_setting AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[has_informal_carer],
      v1.[salt_setting],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_latest_setting AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [has_informal_carer]
      UNION ALL SELECT N'Yes' COLLATE Latin1_General_100_BIN2 AS [has_informal_carer]
      UNION ALL SELECT N'No' COLLATE Latin1_General_100_BIN2 AS [has_informal_carer]
    ) AS v0
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[has_informal_carer], r.[salt_setting]
)
SELECT
  r.[la_code],
  r.[has_informal_carer],
  r.[salt_setting],
  r.[people_count]
FROM step_1 AS r;
GO

-- LTS001b, gender and ethnicity of people with long term support. The people with long term support on the last day of the period, by gender and ethnicity.
-- One row: One gender, ethnicity, and setting and mechanism of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts001b_ethnicity AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Gender, Ethnicity and Setting and mechanism, with zero for each Gender, Ethnicity and Setting and mechanism that does not occur.
  SELECT
    r.[la_code],
    r.[gender],
    r.[ethnicity],
    r.[salt_setting],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[gender],
      r.[ethnicity],
      r.[salt_setting],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[gender],
        r.[ethnicity],
        r.[salt_setting],
        r.[person_id]
      FROM cld_derived_latest_setting AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[gender],
      v1.[ethnicity],
      v2.[salt_setting],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_latest_setting AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Not known' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Female' COLLATE Latin1_General_100_BIN2 AS [gender]
      UNION ALL SELECT N'Male' COLLATE Latin1_General_100_BIN2 AS [gender]
    ) AS v0
    CROSS JOIN (
      SELECT N'Undeclared / Not known' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White (English / Welsh / Scottish / Northern Irish / British)' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White Irish' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White (Gypsy or Irish Traveller)' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Any other White background' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White and Black Caribbean' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White and Black African' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'White and Asian' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Any other mixed / multiple ethnic background' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Indian' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Pakistani' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Bangladeshi' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Chinese' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Any other Asian background' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'African' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Caribbean' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Any other Black / African / Caribbean background' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Arab' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Any other ethnic group' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
      UNION ALL SELECT N'Refused' COLLATE Latin1_General_100_BIN2 AS [ethnicity]
    ) AS v1
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[gender], r.[ethnicity], r.[salt_setting]
)
SELECT
  r.[la_code],
  r.[gender],
  r.[ethnicity],
  r.[salt_setting],
  r.[people_count]
FROM step_1 AS r;
GO

-- LTS001c, people with long term support for 12 months or more. The people with long term support for 12 months or more, by age, primary support reason and setting.
-- One row: One age band, primary support reason, and setting and mechanism of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_lts001c AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Age band, Primary support reason and Setting and mechanism, with zero for each Age band, Primary support reason and Setting and mechanism that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[primary_support_reason],
    r.[salt_setting],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[primary_support_reason],
      r.[salt_setting],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[age_band],
        r.[primary_support_reason],
        r.[salt_setting],
        r.[person_id]
      FROM cld_derived_long_term_12_months AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[primary_support_reason],
      v2.[salt_setting],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_long_term_12_months AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'PSR Not Known' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Access & mobility only' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Physical Support: Personal care support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for visual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for hearing impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Sensory Support: Support for dual impairment' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Support with Memory & Cognition' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Learning Disability Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Mental Health Support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Substance misuse support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Asylum seeker support' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
      UNION ALL SELECT N'Social Support: Support for Social Isolation/Other' COLLATE Latin1_General_100_BIN2 AS [primary_support_reason]
    ) AS v1
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: Part Direct Payment' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Community: mechanism not known' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Managed Personal Budget' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
      UNION ALL SELECT N'Prison: CASSR Commissioned Support' COLLATE Latin1_General_100_BIN2 AS [salt_setting]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[primary_support_reason], r.[salt_setting]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[primary_support_reason],
  r.[salt_setting],
  r.[people_count]
FROM step_1 AS r;
GO

-- People. One row for each person in the newest return, with the details that it gives on the last day of the period.
-- One row: One person of a local authority.
CREATE OR ALTER VIEW cld_derived_person_of_return AS
WITH step_1 AS (
  -- 1. Keep the rows where In the newest return is “Yes”.
  SELECT
    r.[la_code],
    r.[row_number],
    r.[person_id],
    r.[person_age],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer],
    r.[event_start_date]
  FROM cld_derived_event_of_person AS r
  WHERE r.[in_newest_return] = N'Yes'
), step_2 AS (
  -- 2. Of the rows with the same LA Code and Person, keep the best, and all that tie: those whose Date of Birth is filled in, then those whose Primary Support Reason is filled in and not “PSR Not Known”, then those with the latest Event Start Date, then those with the greatest Row. Every row of a person should have the same details. Where they differ, a row that gives them comes first, then the latest event.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[person_age],
    r.[age_band],
    r.[gender],
    r.[ethnicity],
    r.[date_of_birth],
    r.[date_of_death],
    r.[primary_support_reason],
    r.[accommodation_status],
    r.[employment_status],
    r.[has_informal_carer]
  FROM (
    SELECT
      r.[la_code],
      r.[row_number],
      r.[person_id],
      r.[person_age],
      r.[age_band],
      r.[gender],
      r.[ethnicity],
      r.[date_of_birth],
      r.[date_of_death],
      r.[primary_support_reason],
      r.[accommodation_status],
      r.[employment_status],
      r.[has_informal_carer],
      r.[event_start_date],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY CASE WHEN r.[date_of_birth] IS NOT NULL THEN 0 ELSE 1 END, CASE WHEN r.[primary_support_reason] IS NOT NULL AND r.[primary_support_reason] NOT IN (N'PSR Not Known') THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[row_number] IS NULL THEN 1 ELSE 0 END, r.[row_number] DESC) AS [place_in_group]
    FROM step_1 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[person_age],
  r.[age_band],
  r.[gender],
  r.[ethnicity],
  r.[date_of_birth],
  r.[date_of_death],
  r.[primary_support_reason],
  r.[accommodation_status],
  r.[employment_status],
  r.[has_informal_carer]
FROM step_2 AS r;
GO

-- New or existing client. Whether the client was new or existing when the request or the short term support started. A client is existing if long term support was open on that day. The first and the last day of the support count.
-- One row: One event of type Request, or one short term service.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method takes the client of a request without an outcome or a route of access as new. Here the missing value makes no difference.
CREATE OR ALTER VIEW cld_derived_client_status AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Request”, or Event Type is “Service” and Service Type begins with “Short Term Support: ”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type]
  FROM cld_derived_event_of_person AS r
  WHERE r.[event_type] = N'Request' OR (r.[event_type] = N'Service' AND LEFT(r.[service_type], 20) + N'|' = N'Short Term Support: |')
), step_2 AS (
  -- 2. Set Client status to “Existing” if there is a row in “Long term support” with the same LA Code and Person, where Event Start Date (support) is not after Event Start Date, and Event End Date (support) is blank or not before Event Start Date; otherwise to “New”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    N'Existing' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_1 AS r
  WHERE EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[event_start_date] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[event_start_date]))
  )
  UNION ALL
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[event_type],
    r.[event_start_date],
    r.[event_end_date],
    r.[service_type],
    N'New' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_1 AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[event_start_date] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[event_start_date]))
  )
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[person_id],
  r.[event_type],
  r.[event_start_date],
  r.[event_end_date],
  r.[service_type],
  r.[client_status]
FROM step_2 AS r;
GO

-- Requests. Requests that ended in the period. Events of type Request that overlap or start within four days of the end of another one are one request. Its outcome and its route of access are those of the event that ended last. A request is complete when all its events have ended. People who died before the period are left out.
-- One row: One or more events of type Request of a person that follow each other within a few days.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method compares a request only with the one before it, so that a short request inside a long one makes two of it. Here it is compared with the latest end so far.
-- Here it differs: The method loses a request of a new client that has no route of access. Here it counts, with a blank route.
-- Here it differs: The method keeps a request that goes on after the period with its last event that ended in time. Here it is left to the next period, as the description of the method says.
-- Here it differs: The method makes two rows of a request that has two routes of access on its last day. Here one counts.
CREATE OR ALTER VIEW cld_derived_request_of_person AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Request”, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access]
  FROM cld_derived_event_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_type] = N'Request' AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
), step_2 AS (
  -- 2. Number the spells of the rows with the same LA Code and Person: a row that starts at most 4 days (“Days from one request to the next”) after the latest end before belongs to the same spell; an open row lasts until End of what is still open.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    MIN(r.[event_start_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) AS [request_start],
    CASE WHEN COUNT(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) = COUNT(*) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) THEN MAX(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) END AS [request_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[route_of_access],
      CAST(SUM(r.[spell_opens]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end]) AS BIGINT) AS [request_number]
    FROM (
      SELECT
        r.[la_code],
        r.[submission],
        r.[row_number],
        r.[person_id],
        r.[age_band],
        r.[event_start_date],
        r.[event_end_date],
        r.[event_outcome],
        r.[route_of_access],
        r.[spell_row_end],
        CASE WHEN DATEDIFF(day, r.[chain_end_before], r.[event_start_date]) <= p.[request_gap] THEN 0 ELSE 1 END AS [spell_opens]
      FROM (
        SELECT
          r.[la_code],
          r.[submission],
          r.[row_number],
          r.[person_id],
          r.[age_band],
          r.[event_start_date],
          r.[event_end_date],
          r.[event_outcome],
          r.[route_of_access],
          r.[spell_row_end],
          MAX(r.[spell_row_end]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
        FROM (
          SELECT
            r.[la_code],
            r.[submission],
            r.[row_number],
            r.[person_id],
            r.[age_band],
            r.[event_start_date],
            r.[event_end_date],
            r.[event_outcome],
            r.[route_of_access],
            COALESCE(r.[event_end_date], p.[as_of]) AS [spell_row_end]
          FROM step_1 AS r
          CROSS JOIN cld_derivation_parameter AS p
          WHERE r.[event_start_date] IS NOT NULL
        ) AS r
      ) AS r
      CROSS JOIN cld_derivation_parameter AS p
    ) AS r
  ) AS r
), step_3 AS (
  -- 3. Keep the rows where Request end is from First day of the period to Last day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    r.[request_start],
    r.[request_end]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[request_end] >= p.[period_start] AND r.[request_end] <= p.[period_end]
), step_4 AS (
  -- 4. Rank the rows by “Order of outcomes that end on the same day”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    r.[request_start],
    r.[request_end],
    CASE r.[event_outcome]
      WHEN N'Progress to Reablement/ST-Max' THEN 1
      WHEN N'Progress to Assessment / Unplanned Review' THEN 2
      WHEN N'Admitted to hospital' THEN 3
      WHEN N'Progress to Re-assessment' THEN 4
      WHEN N'Progress to Support Planning / Services' THEN 5
      WHEN N'Progress to End of Life Care' THEN 6
      WHEN N'No change in package' THEN 7
      WHEN N'Service ended as planned' THEN 8
      WHEN N'NFA - Deceased' THEN 9
      WHEN N'NFA - Moved to another LA' THEN 10
      WHEN N'NFA - 100% NHS funded care' THEN 11
      WHEN N'NFA - Information & Advice / Signposting only' THEN 12
      WHEN N'NFA - Self-funded client (inc 12wk disregard)' THEN 13
      WHEN N'NFA - Support declined' THEN 14
      WHEN N'NFA - Support ended: Other reason' THEN 15
      WHEN N'NFA - No services offered: Other reason' THEN 16
    END AS [outcome_rank]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Of the rows with the same LA Code, Person and Request number, keep the best, and all that tie: those with the latest Event End Date, then those with the smallest Outcome rank, then those whose Request: Route of Access is filled in, then those with the latest Event Start Date, then those with the greatest Submission, then those with the greatest Row. The request ends with its last event, and only one row may say how.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    r.[request_start],
    r.[request_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[route_of_access],
      r.[request_number],
      r.[request_start],
      r.[request_end],
      r.[outcome_rank],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number] ORDER BY CASE WHEN r.[event_end_date] IS NULL THEN 1 ELSE 0 END, r.[event_end_date] DESC, CASE WHEN r.[outcome_rank] IS NULL THEN 1 ELSE 0 END, r.[outcome_rank], CASE WHEN r.[route_of_access] IS NOT NULL THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[submission] IS NULL THEN 1 ELSE 0 END, r.[submission] DESC, CASE WHEN r.[row_number] IS NULL THEN 1 ELSE 0 END, r.[row_number] DESC) AS [place_in_group]
    FROM step_4 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
), step_6 AS (
  -- 6. Set Client status to “Existing” if there is a row in “Long term support” with the same LA Code and Person, where Event Start Date (support) is not after Request start, and Event End Date (support) is blank or not before Request start; otherwise to “New”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    r.[request_start],
    r.[request_end],
    N'Existing' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_5 AS r
  WHERE EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[request_start] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[request_start]))
  )
  UNION ALL
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[route_of_access],
    r.[request_number],
    r.[request_start],
    r.[request_end],
    N'New' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_5 AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[request_start] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[request_start]))
  )
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[request_number],
  r.[age_band],
  r.[request_start],
  r.[request_end],
  r.[route_of_access],
  r.[event_outcome],
  r.[client_status]
FROM step_6 AS r;
GO

-- Sequel to a request. What followed a request, from the order of the person's events. The first event must start within 28 days of the end of the request, and each further one within three days of the latest end so far. The next request ends the search. Of the services that follow, the highest in the order counts. If there is none, the last final outcome of what followed counts, and if there is none either, the outcome of the request itself.
-- One row: One request that ended in the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method takes an open event that comes first, however late it starts. Here it must start within the 28 days, too.
-- Here it differs: The method measures the gap from the event before, in an order that is left to chance where two start together. Here it is measured from the latest end so far.
-- Here it differs: The method gives Other if two events end on the same day, whatever their outcomes are. Here only final outcomes count, and two that stand for the same sequel are no conflict.
-- Here it differs: The method works out the sequel for new clients only. Here every request has one, and table STS001 counts those of new clients.
CREATE OR ALTER VIEW cld_derived_sequel_to_request AS
WITH step_1_candidates AS (
  -- 1. Find what follows in “Events, and the person they are about” with the same LA Code and Person, from End of the request on, except where Event Type is “Request” and Event Start Date is End of the request: the first starts within 28 days (“Days from a request to what follows it”), and each later one starts within 3 days (“Days from one event to the next”) of the latest end before; the chain ends where Event Type is “Request”, and all that starts on that day is left out. What starts on the day of the next request is left to that request, so that no service counts for two.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    o.[service_type] AS [next_service_type],
    o.[event_outcome] AS [next_event_outcome],
    o.[event_start_date] AS [next_event_start_date],
    o.[event_end_date] AS [next_event_end_date],
    o.[event_start_date] AS [chain_start],
    COALESCE(o.[event_end_date], CAST('99991231' AS date)) AS [chain_end],
    CASE WHEN o.[event_type] = N'Request' THEN 1 ELSE 0 END AS [chain_breaks]
  FROM cld_derived_request_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  LEFT JOIN cld_derived_event_of_person AS o ON o.[la_code] = r.[la_code]
    AND o.[person_id] = r.[person_id]
    AND o.[event_start_date] >= r.[request_end]
    AND CASE WHEN o.[event_type] = N'Request' AND o.[event_start_date] = r.[request_end] THEN 1 ELSE 0 END = 0
), step_1_ends AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_end],
    r.[chain_breaks],
    MIN(r.[chain_start]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) AS [chain_first],
    MAX(r.[chain_end]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number] ORDER BY r.[chain_start], r.[chain_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
  FROM step_1_candidates AS r
), step_1_cuts AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_breaks],
    MIN(CASE
      WHEN r.[chain_start] = r.[chain_first] AND DATEDIFF(day, r.[request_end], r.[chain_start]) > p.[request_reach] THEN r.[chain_start]
      WHEN r.[chain_start] > r.[chain_first] AND DATEDIFF(day, r.[chain_end_before], r.[chain_start]) > p.[next_reach] THEN r.[chain_start]
    END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) AS [chain_gap],
    MIN(CASE WHEN r.[chain_breaks] = 1 THEN r.[chain_start] END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number]) AS [chain_break]
  FROM step_1_ends AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_1_chain AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    CASE WHEN r.[chain_start] IS NOT NULL AND (r.[chain_gap] IS NULL OR r.[chain_start] < r.[chain_gap]) AND (r.[chain_break] IS NULL OR r.[chain_start] < r.[chain_break]) THEN 1 ELSE 0 END AS [chain_follows]
  FROM step_1_cuts AS r
), step_1 AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_service_type] END AS [next_service_type],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_outcome] END AS [next_event_outcome],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_start_date] END AS [next_event_start_date],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_end_date] END AS [next_event_end_date],
    CASE WHEN r.[chain_start] IS NULL THEN N'Nothing follows' COLLATE Latin1_General_100_BIN2 WHEN r.[chain_follows] = 1 THEN N'Followed' COLLATE Latin1_General_100_BIN2 ELSE N'Out of reach' COLLATE Latin1_General_100_BIN2 END AS [onward]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[request_number],
      r.[age_band],
      r.[request_start],
      r.[request_end],
      r.[route_of_access],
      r.[event_outcome],
      r.[client_status],
      r.[next_service_type],
      r.[next_event_outcome],
      r.[next_event_start_date],
      r.[next_event_end_date],
      r.[chain_start],
      r.[chain_follows],
      ROW_NUMBER() OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number] ORDER BY r.[chain_follows] DESC) AS [chain_place]
    FROM step_1_chain AS r
  ) AS r
  WHERE r.[chain_follows] = 1 OR r.[chain_place] = 1
), step_2 AS (
  -- 2. Rank the rows by “Order of services that follow a request”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    CASE r.[next_service_type]
      WHEN N'Short Term Support: ST-Max' THEN 1
      WHEN N'Long Term Support: Nursing Care' THEN 2
      WHEN N'Long Term Support: Residential Care' THEN 3
      WHEN N'Long Term Support: Community' THEN 4
      WHEN N'Short Term Support: Ongoing Low Level' THEN 5
      WHEN N'Short Term Support: Other Short Term' THEN 6
    END AS [next_rank]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Look up Own sequel in “Sequel to a request that an outcome stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    r.[next_rank],
    CASE
      WHEN r.[event_outcome] = N'Progress to End of Life Care' THEN N'End of Life' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - 100% NHS funded care' THEN N'100% NHS Funded Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'Universal Services / Signposted to other services' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Deceased' THEN N'No Services Provided - Deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Moved to another LA' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Support declined' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - No services offered: Other reason' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Support ended: Other reason' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Reablement/ST-Max' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Admitted to hospital' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Re-assessment' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Support Planning / Services' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'No change in package' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Service ended as planned' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] IS NULL THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
    END AS [own_sequel]
  FROM step_2 AS r
), step_4 AS (
  -- 4. Look up Next sequel and Next is final in “Sequel to a request that an outcome stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_service_type],
    r.[onward],
    r.[next_rank],
    r.[own_sequel],
    CASE
      WHEN r.[next_event_outcome] = N'Progress to End of Life Care' THEN N'End of Life' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - 100% NHS funded care' THEN N'100% NHS Funded Care' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'Universal Services / Signposted to other services' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Deceased' THEN N'No Services Provided - Deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Moved to another LA' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support declined' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - No services offered: Other reason' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support ended: Other reason' THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Reablement/ST-Max' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Admitted to hospital' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Re-assessment' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Support Planning / Services' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'No change in package' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Service ended as planned' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] IS NULL THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
    END AS [next_sequel],
    CASE
      WHEN r.[next_event_outcome] = N'Progress to End of Life Care' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - 100% NHS funded care' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Deceased' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Moved to another LA' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support declined' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - No services offered: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support ended: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Reablement/ST-Max' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Admitted to hospital' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Re-assessment' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Support Planning / Services' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'No change in package' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Service ended as planned' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] IS NULL THEN N'No' COLLATE Latin1_General_100_BIN2
    END AS [next_is_final]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Take the first case that applies: where Next rank is filled in, set Choice to Next rank, Service start to Event Start Date and Outcome end to blank; where Next is final is “Yes”, set Choice to 100, Service start to blank and Outcome end to Event End Date; otherwise, set Choice to 200, Service start to blank and Outcome end to blank. A service comes before a final outcome, and a final outcome before everything else.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    r.[next_service_type],
    r.[onward],
    r.[own_sequel],
    r.[next_sequel],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_rank]
      WHEN r.[next_is_final] = N'Yes' THEN 100
      ELSE 200
    END AS [choice],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_event_start_date]
      WHEN r.[next_is_final] = N'Yes' THEN CAST(NULL AS DATE)
      ELSE CAST(NULL AS DATE)
    END AS [service_start],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN CAST(NULL AS DATE)
      WHEN r.[next_is_final] = N'Yes' THEN r.[next_event_end_date]
      ELSE CAST(NULL AS DATE)
    END AS [outcome_end]
  FROM step_4 AS r
), step_6 AS (
  -- 6. Make one row of the rows with the same LA Code, Person and Number of the request, from the best: those with the smallest Choice, then those with the earliest Service start, then those with the latest Outcome end; where these differ, Age band, Start of the request, End of the request, Request: Route of Access, Event Outcome, Client status, Onward, Own sequel and Service Type (next) are blank and Next sequel is “No Services Provided - other reason”. Final outcomes of the same day that stand for different sequels make one of another reason.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    MIN(r.[choice]) AS [choice],
    MIN(r.[service_start]) AS [service_start],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[request_start]) AND MIN(r.[request_start]) = MAX(r.[request_start]) THEN MIN(r.[request_start])
    END AS [request_start],
    CASE
      WHEN COUNT(*) = COUNT(r.[request_end]) AND MIN(r.[request_end]) = MAX(r.[request_end]) THEN MIN(r.[request_end])
    END AS [request_end],
    CASE
      WHEN COUNT(*) = COUNT(r.[route_of_access]) AND MIN(r.[route_of_access]) = MAX(r.[route_of_access]) THEN MIN(r.[route_of_access])
    END AS [route_of_access],
    CASE
      WHEN COUNT(*) = COUNT(r.[event_outcome]) AND MIN(r.[event_outcome]) = MAX(r.[event_outcome]) THEN MIN(r.[event_outcome])
    END AS [event_outcome],
    CASE
      WHEN COUNT(*) = COUNT(r.[client_status]) AND MIN(r.[client_status]) = MAX(r.[client_status]) THEN MIN(r.[client_status])
    END AS [client_status],
    CASE
      WHEN COUNT(*) = COUNT(r.[onward]) AND MIN(r.[onward]) = MAX(r.[onward]) THEN MIN(r.[onward])
    END AS [onward],
    CASE
      WHEN COUNT(*) = COUNT(r.[own_sequel]) AND MIN(r.[own_sequel]) = MAX(r.[own_sequel]) THEN MIN(r.[own_sequel])
    END AS [own_sequel],
    CASE
      WHEN COUNT(*) = COUNT(r.[next_service_type]) AND MIN(r.[next_service_type]) = MAX(r.[next_service_type]) THEN MIN(r.[next_service_type])
    END AS [next_service_type],
    CASE
      WHEN COUNT(*) = COUNT(r.[next_sequel]) AND MIN(r.[next_sequel]) = MAX(r.[next_sequel]) THEN MIN(r.[next_sequel])
      WHEN COUNT(r.[next_sequel]) > 0 THEN N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2
    END AS [next_sequel]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[request_number],
      r.[age_band],
      r.[request_start],
      r.[request_end],
      r.[route_of_access],
      r.[event_outcome],
      r.[client_status],
      r.[next_service_type],
      r.[onward],
      r.[own_sequel],
      r.[next_sequel],
      r.[choice],
      r.[service_start],
      r.[outcome_end],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[request_number] ORDER BY CASE WHEN r.[choice] IS NULL THEN 1 ELSE 0 END, r.[choice], CASE WHEN r.[service_start] IS NULL THEN 1 ELSE 0 END, r.[service_start], CASE WHEN r.[outcome_end] IS NULL THEN 1 ELSE 0 END, r.[outcome_end] DESC) AS [place_in_group]
    FROM step_5 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id], r.[request_number]
), step_7 AS (
  -- 7. Take the first case that applies: where Onward is “Nothing follows”, set Record type to “No event follows” and Sequel to Own sequel; where Onward is “Out of reach”, set Record type to “Only events out of reach” and Sequel to Own sequel; where Choice is below 100, set Record type to “Service” and Sequel to Next service type; where Choice is 100, set Record type to “Final outcome” and Sequel to Next sequel; otherwise, set Record type to “No service and no final outcome” and Sequel to Own sequel.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[request_number],
    r.[service_start],
    r.[age_band],
    r.[request_start],
    r.[request_end],
    r.[route_of_access],
    r.[event_outcome],
    r.[client_status],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN N'No event follows' COLLATE Latin1_General_100_BIN2
      WHEN r.[onward] = N'Out of reach' THEN N'Only events out of reach' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] < 100 THEN N'Service' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] = 100 THEN N'Final outcome' COLLATE Latin1_General_100_BIN2
      ELSE N'No service and no final outcome' COLLATE Latin1_General_100_BIN2
    END AS [record_type],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN r.[own_sequel]
      WHEN r.[onward] = N'Out of reach' THEN r.[own_sequel]
      WHEN r.[choice] < 100 THEN r.[next_service_type]
      WHEN r.[choice] = 100 THEN r.[next_sequel]
      ELSE r.[own_sequel]
    END AS [sequel]
  FROM step_6 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[request_number],
  r.[age_band],
  r.[request_start],
  r.[request_end],
  r.[route_of_access],
  r.[event_outcome],
  r.[client_status],
  r.[record_type],
  r.[sequel],
  r.[service_start]
FROM step_7 AS r;
GO

-- STS001, requests of new clients and their sequels. The number of requests of new clients that ended in the period, by route of access, age and sequel. A request without a route of access has a row of its own.
-- One row: One route of access, age band and sequel of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_sts001 AS
WITH step_1 AS (
  -- 1. Keep the rows where Client status is “New”.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[route_of_access],
    r.[sequel]
  FROM cld_derived_sequel_to_request AS r
  WHERE r.[client_status] = N'New'
), step_2 AS (
  -- 2. Count the rows for each LA Code, Route of access, Age band and Sequel, with zero for each Route of access, Age band and Sequel that does not occur.
  SELECT
    r.[la_code],
    r.[route_of_access],
    r.[age_band],
    r.[sequel],
    CAST(SUM(r.[request_count]) AS BIGINT) AS [request_count]
  FROM (
    SELECT
      r.[la_code],
      r.[route_of_access],
      r.[age_band],
      r.[sequel],
      1 AS [request_count]
    FROM step_1 AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[route_of_access],
      v1.[age_band],
      v2.[sequel],
      0 AS [request_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM step_1 AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Planned Entry (Transition)' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Discharge from Hospital' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Diversion from Hospital Services' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Community / Other route' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Prison' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Self-Funder with depleted funds' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Self-Funder with depleted funds - 12-wk disregard or DPA' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
      UNION ALL SELECT N'Discharge from Reablement' COLLATE Latin1_General_100_BIN2 AS [route_of_access]
    ) AS v0
    CROSS JOIN (
      SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v1
    CROSS JOIN (
      SELECT N'Short Term Support: ST-Max' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Long Term Support: Nursing Care' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Long Term Support: Residential Care' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Long Term Support: Community' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Short Term Support: Ongoing Low Level' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Short Term Support: Other Short Term' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'End of Life' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'100% NHS Funded Care' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Universal Services / Signposted to other services' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No Services Provided - Deceased' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No Services Provided - other reason' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Unable to classify' COLLATE Latin1_General_100_BIN2 AS [sequel]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[route_of_access], r.[age_band], r.[sequel]
)
SELECT
  r.[la_code],
  r.[route_of_access],
  r.[age_band],
  r.[sequel],
  r.[request_count]
FROM step_2 AS r;
GO

-- Reviews. The reviews that ended in the period, each planned or unplanned by its reason.
-- One row: One event of type Review that ended in the period.
CREATE OR ALTER VIEW cld_derived_review_of_person AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Review” and Event End Date is from First day of the period to Last day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason]
  FROM cld_derived_event_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_type] = N'Review' AND (r.[event_end_date] >= p.[period_start] AND r.[event_end_date] <= p.[period_end])
), step_2 AS (
  -- 2. Take the first case that applies: where Review Reason is “Planned”, set Review kind to “Planned”; where Review Reason begins with “Unplanned - ”, set Review kind to “Unplanned”; otherwise, set Review kind to “Not known”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason],
    CASE
      WHEN r.[review_reason] = N'Planned' THEN N'Planned' COLLATE Latin1_General_100_BIN2
      WHEN LEFT(r.[review_reason], 12) + N'|' = N'Unplanned - |' THEN N'Unplanned' COLLATE Latin1_General_100_BIN2
      ELSE N'Not known' COLLATE Latin1_General_100_BIN2
    END AS [review_kind]
  FROM step_1 AS r
)
SELECT
  r.[la_code],
  r.[submission],
  r.[row_number],
  r.[person_id],
  r.[age_band],
  r.[event_start_date],
  r.[event_end_date],
  r.[review_reason],
  r.[event_outcome],
  r.[review_kind]
FROM step_2 AS r;
GO

-- Sequel to a review. What followed a review, from the order of the person's events. The first event must start within 28 days of the end of the review, and each further one within three days of the latest end so far. The next request or review ends the search. Of the services that follow, the highest in the order counts. If there is none, the last final outcome of what followed counts, and if there is none either, the outcome of the review itself. The source names this sequel, and no published method works it out, so the method is that of the sequel to a request.
-- One row: One or more reviews of a person that overlap, and ended in the period.
CREATE OR ALTER VIEW cld_derived_sequel_to_review AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Review”, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason]
  FROM cld_derived_event_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_type] = N'Review' AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
), step_2 AS (
  -- 2. Number the spells of the rows with the same LA Code and Person: a row that starts at most 0 days (“Days from one review to the next”) after the latest end before belongs to the same spell; an open row lasts until End of what is still open.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    MIN(r.[event_start_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) AS [review_start],
    CASE WHEN COUNT(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) = COUNT(*) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) THEN MAX(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) END AS [review_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[review_reason],
      CAST(SUM(r.[spell_opens]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end]) AS BIGINT) AS [review_number]
    FROM (
      SELECT
        r.[la_code],
        r.[submission],
        r.[row_number],
        r.[person_id],
        r.[age_band],
        r.[event_start_date],
        r.[event_end_date],
        r.[event_outcome],
        r.[review_reason],
        r.[spell_row_end],
        CASE WHEN DATEDIFF(day, r.[chain_end_before], r.[event_start_date]) <= p.[review_gap] THEN 0 ELSE 1 END AS [spell_opens]
      FROM (
        SELECT
          r.[la_code],
          r.[submission],
          r.[row_number],
          r.[person_id],
          r.[age_band],
          r.[event_start_date],
          r.[event_end_date],
          r.[event_outcome],
          r.[review_reason],
          r.[spell_row_end],
          MAX(r.[spell_row_end]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
        FROM (
          SELECT
            r.[la_code],
            r.[submission],
            r.[row_number],
            r.[person_id],
            r.[age_band],
            r.[event_start_date],
            r.[event_end_date],
            r.[event_outcome],
            r.[review_reason],
            COALESCE(r.[event_end_date], p.[as_of]) AS [spell_row_end]
          FROM step_1 AS r
          CROSS JOIN cld_derivation_parameter AS p
          WHERE r.[event_start_date] IS NOT NULL
        ) AS r
      ) AS r
      CROSS JOIN cld_derivation_parameter AS p
    ) AS r
  ) AS r
), step_3 AS (
  -- 3. Keep the rows where Review end is from First day of the period to Last day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[review_end] >= p.[period_start] AND r.[review_end] <= p.[period_end]
), step_4 AS (
  -- 4. Rank the rows by “Order of outcomes that end on the same day”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    CASE r.[event_outcome]
      WHEN N'Progress to Reablement/ST-Max' THEN 1
      WHEN N'Progress to Assessment / Unplanned Review' THEN 2
      WHEN N'Admitted to hospital' THEN 3
      WHEN N'Progress to Re-assessment' THEN 4
      WHEN N'Progress to Support Planning / Services' THEN 5
      WHEN N'Progress to End of Life Care' THEN 6
      WHEN N'No change in package' THEN 7
      WHEN N'Service ended as planned' THEN 8
      WHEN N'NFA - Deceased' THEN 9
      WHEN N'NFA - Moved to another LA' THEN 10
      WHEN N'NFA - 100% NHS funded care' THEN 11
      WHEN N'NFA - Information & Advice / Signposting only' THEN 12
      WHEN N'NFA - Self-funded client (inc 12wk disregard)' THEN 13
      WHEN N'NFA - Support declined' THEN 14
      WHEN N'NFA - Support ended: Other reason' THEN 15
      WHEN N'NFA - No services offered: Other reason' THEN 16
    END AS [outcome_rank]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Of the rows with the same LA Code, Person and Review number, keep the best, and all that tie: those with the latest Event End Date, then those with the smallest Outcome rank, then those whose Review Reason is filled in, then those with the latest Event Start Date, then those with the greatest Submission, then those with the greatest Row. The review ends with its last event, and only one row may say how.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[review_reason],
      r.[review_number],
      r.[review_start],
      r.[review_end],
      r.[outcome_rank],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number] ORDER BY CASE WHEN r.[event_end_date] IS NULL THEN 1 ELSE 0 END, r.[event_end_date] DESC, CASE WHEN r.[outcome_rank] IS NULL THEN 1 ELSE 0 END, r.[outcome_rank], CASE WHEN r.[review_reason] IS NOT NULL THEN 0 ELSE 1 END, CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[submission] IS NULL THEN 1 ELSE 0 END, r.[submission] DESC, CASE WHEN r.[row_number] IS NULL THEN 1 ELSE 0 END, r.[row_number] DESC) AS [place_in_group]
    FROM step_4 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
), step_6_candidates AS (
  -- 6. Find what follows in “Events, and the person they are about” with the same LA Code and Person, from Review end on, except where Event Type (next) is “Review” and Event Start Date (next) is Review end: the first starts within 28 days (“Days from a review to what follows it”), and each later one starts within 3 days (“Days from one event to the next”) of the latest end before; the chain ends where Event Type (next) is “Request” or “Review”, and all that starts on that day is left out. What starts on the day of the next request or review is left to that one, so that no service counts for two.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    o.[service_type] AS [next_service_type],
    o.[event_outcome] AS [next_event_outcome],
    o.[event_start_date] AS [next_event_start_date],
    o.[event_end_date] AS [next_event_end_date],
    o.[event_start_date] AS [chain_start],
    COALESCE(o.[event_end_date], CAST('99991231' AS date)) AS [chain_end],
    CASE WHEN o.[event_type] IN (N'Request', N'Review') THEN 1 ELSE 0 END AS [chain_breaks]
  FROM step_5 AS r
  CROSS JOIN cld_derivation_parameter AS p
  LEFT JOIN cld_derived_event_of_person AS o ON o.[la_code] = r.[la_code]
    AND o.[person_id] = r.[person_id]
    AND o.[event_start_date] >= r.[review_end]
    AND CASE WHEN o.[event_type] = N'Review' AND o.[event_start_date] = r.[review_end] THEN 1 ELSE 0 END = 0
), step_6_ends AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_end],
    r.[chain_breaks],
    MIN(r.[chain_start]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) AS [chain_first],
    MAX(r.[chain_end]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number] ORDER BY r.[chain_start], r.[chain_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
  FROM step_6_candidates AS r
), step_6_cuts AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_breaks],
    MIN(CASE
      WHEN r.[chain_start] = r.[chain_first] AND DATEDIFF(day, r.[review_end], r.[chain_start]) > p.[review_reach] THEN r.[chain_start]
      WHEN r.[chain_start] > r.[chain_first] AND DATEDIFF(day, r.[chain_end_before], r.[chain_start]) > p.[next_reach] THEN r.[chain_start]
    END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) AS [chain_gap],
    MIN(CASE WHEN r.[chain_breaks] = 1 THEN r.[chain_start] END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number]) AS [chain_break]
  FROM step_6_ends AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_6_chain AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    CASE WHEN r.[chain_start] IS NOT NULL AND (r.[chain_gap] IS NULL OR r.[chain_start] < r.[chain_gap]) AND (r.[chain_break] IS NULL OR r.[chain_start] < r.[chain_break]) THEN 1 ELSE 0 END AS [chain_follows]
  FROM step_6_cuts AS r
), step_6 AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_service_type] END AS [next_service_type],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_outcome] END AS [next_event_outcome],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_start_date] END AS [next_event_start_date],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_end_date] END AS [next_event_end_date],
    CASE WHEN r.[chain_start] IS NULL THEN N'Nothing follows' COLLATE Latin1_General_100_BIN2 WHEN r.[chain_follows] = 1 THEN N'Followed' COLLATE Latin1_General_100_BIN2 ELSE N'Out of reach' COLLATE Latin1_General_100_BIN2 END AS [onward]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[age_band],
      r.[event_outcome],
      r.[review_reason],
      r.[review_number],
      r.[review_start],
      r.[review_end],
      r.[next_service_type],
      r.[next_event_outcome],
      r.[next_event_start_date],
      r.[next_event_end_date],
      r.[chain_start],
      r.[chain_follows],
      ROW_NUMBER() OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number] ORDER BY r.[chain_follows] DESC) AS [chain_place]
    FROM step_6_chain AS r
  ) AS r
  WHERE r.[chain_follows] = 1 OR r.[chain_place] = 1
), step_7 AS (
  -- 7. Rank the rows by “Order of services that follow a request”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    CASE r.[next_service_type]
      WHEN N'Short Term Support: ST-Max' THEN 1
      WHEN N'Long Term Support: Nursing Care' THEN 2
      WHEN N'Long Term Support: Residential Care' THEN 3
      WHEN N'Long Term Support: Community' THEN 4
      WHEN N'Short Term Support: Ongoing Low Level' THEN 5
      WHEN N'Short Term Support: Other Short Term' THEN 6
    END AS [next_rank]
  FROM step_6 AS r
), step_8 AS (
  -- 8. Look up Next is final in “Sequel to a request that an outcome stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    r.[next_rank],
    CASE
      WHEN r.[next_event_outcome] = N'Progress to End of Life Care' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - 100% NHS funded care' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Deceased' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Moved to another LA' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support declined' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - No services offered: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support ended: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Reablement/ST-Max' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Admitted to hospital' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Re-assessment' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Support Planning / Services' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'No change in package' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Service ended as planned' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] IS NULL THEN N'No' COLLATE Latin1_General_100_BIN2
    END AS [next_is_final]
  FROM step_7 AS r
), step_9 AS (
  -- 9. Take the first case that applies: where Next rank is filled in, set Choice to Next rank, Service start to Event Start Date (next) and Outcome end to blank; where Next is final is “Yes”, set Choice to 100, Service start to blank and Outcome end to Event End Date (next); otherwise, set Choice to 200, Service start to blank and Outcome end to blank. A service comes before a final outcome, and a final outcome before everything else.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[review_reason],
    r.[review_number],
    r.[review_start],
    r.[review_end],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_rank]
      WHEN r.[next_is_final] = N'Yes' THEN 100
      ELSE 200
    END AS [choice],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_event_start_date]
      WHEN r.[next_is_final] = N'Yes' THEN CAST(NULL AS DATE)
      ELSE CAST(NULL AS DATE)
    END AS [service_start],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN CAST(NULL AS DATE)
      WHEN r.[next_is_final] = N'Yes' THEN r.[next_event_end_date]
      ELSE CAST(NULL AS DATE)
    END AS [outcome_end]
  FROM step_8 AS r
), step_10 AS (
  -- 10. Make one row of the rows with the same LA Code, Person and Review number, from the best: those with the smallest Choice, then those with the earliest Service start, then those with the latest Outcome end; where these differ, Age band, Review start, Review end, Review Reason, Event Outcome, Onward and Service Type (next) are blank and Event Outcome (next) is “More than one outcome”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[review_number],
    MIN(r.[choice]) AS [choice],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[review_start]) AND MIN(r.[review_start]) = MAX(r.[review_start]) THEN MIN(r.[review_start])
    END AS [review_start],
    CASE
      WHEN COUNT(*) = COUNT(r.[review_end]) AND MIN(r.[review_end]) = MAX(r.[review_end]) THEN MIN(r.[review_end])
    END AS [review_end],
    CASE
      WHEN COUNT(*) = COUNT(r.[review_reason]) AND MIN(r.[review_reason]) = MAX(r.[review_reason]) THEN MIN(r.[review_reason])
    END AS [review_reason],
    CASE
      WHEN COUNT(*) = COUNT(r.[event_outcome]) AND MIN(r.[event_outcome]) = MAX(r.[event_outcome]) THEN MIN(r.[event_outcome])
    END AS [event_outcome],
    CASE
      WHEN COUNT(*) = COUNT(r.[onward]) AND MIN(r.[onward]) = MAX(r.[onward]) THEN MIN(r.[onward])
    END AS [onward],
    CASE
      WHEN COUNT(*) = COUNT(r.[next_service_type]) AND MIN(r.[next_service_type]) = MAX(r.[next_service_type]) THEN MIN(r.[next_service_type])
    END AS [next_service_type],
    CASE
      WHEN COUNT(*) = COUNT(r.[next_event_outcome]) AND MIN(r.[next_event_outcome]) = MAX(r.[next_event_outcome]) THEN MIN(r.[next_event_outcome])
      WHEN COUNT(r.[next_event_outcome]) > 0 THEN N'More than one outcome' COLLATE Latin1_General_100_BIN2
    END AS [next_event_outcome]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[age_band],
      r.[event_outcome],
      r.[review_reason],
      r.[review_number],
      r.[review_start],
      r.[review_end],
      r.[next_event_outcome],
      r.[next_service_type],
      r.[onward],
      r.[choice],
      r.[service_start],
      r.[outcome_end],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[review_number] ORDER BY CASE WHEN r.[choice] IS NULL THEN 1 ELSE 0 END, r.[choice], CASE WHEN r.[service_start] IS NULL THEN 1 ELSE 0 END, r.[service_start], CASE WHEN r.[outcome_end] IS NULL THEN 1 ELSE 0 END, r.[outcome_end] DESC) AS [place_in_group]
    FROM step_9 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id], r.[review_number]
), step_11 AS (
  -- 11. Take the first case that applies: where Onward is “Nothing follows”, set Record type to “No event follows” and Sequel to Event outcome; where Onward is “Out of reach”, set Record type to “Only events out of reach” and Sequel to Event outcome; where Choice is below 100, set Record type to “Service” and Sequel to Next service type; where Choice is 100, set Record type to “Final outcome” and Sequel to Next event outcome; otherwise, set Record type to “No service and no final outcome” and Sequel to Event outcome.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[review_number],
    r.[age_band],
    r.[review_start],
    r.[review_end],
    r.[review_reason],
    r.[event_outcome],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN N'No event follows' COLLATE Latin1_General_100_BIN2
      WHEN r.[onward] = N'Out of reach' THEN N'Only events out of reach' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] < 100 THEN N'Service' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] = 100 THEN N'Final outcome' COLLATE Latin1_General_100_BIN2
      ELSE N'No service and no final outcome' COLLATE Latin1_General_100_BIN2
    END AS [record_type],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN r.[event_outcome]
      WHEN r.[onward] = N'Out of reach' THEN r.[event_outcome]
      WHEN r.[choice] < 100 THEN r.[next_service_type]
      WHEN r.[choice] = 100 THEN r.[next_event_outcome]
      ELSE r.[event_outcome]
    END AS [sequel]
  FROM step_10 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[review_number],
  r.[age_band],
  r.[review_start],
  r.[review_end],
  r.[review_reason],
  r.[event_outcome],
  r.[record_type],
  r.[sequel]
FROM step_11 AS r;
GO

-- Planned reviews, unplanned reviews or both. Whether a person had only planned reviews, only unplanned ones or both in the period.
-- One row: One person of a local authority with a review that ended in the period.
CREATE OR ALTER VIEW cld_derived_reviews_in_period AS
WITH step_1 AS (
  -- 1. Make one row of the rows with the same LA Code and Person: Has planned says whether Planned or unplanned is “Planned” for any of them, Has unplanned says whether Planned or unplanned is “Unplanned” for any of them and Review count is how many they are.
  SELECT
    r.[la_code],
    r.[person_id],
    MAX(CASE WHEN r.[review_kind] = N'Planned' THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [has_planned],
    MAX(CASE WHEN r.[review_kind] = N'Unplanned' THEN N'Yes' COLLATE Latin1_General_100_BIN2 ELSE N'No' COLLATE Latin1_General_100_BIN2 END) AS [has_unplanned],
    COUNT(*) AS [review_count]
  FROM cld_derived_review_of_person AS r
  GROUP BY r.[la_code], r.[person_id]
), step_2 AS (
  -- 2. Take the first case that applies: where both Has planned and Has unplanned are “Yes”, set Kinds of review to “Planned and unplanned”; where Has planned is “Yes”, set Kinds of review to “Planned only”; where Has unplanned is “Yes”, set Kinds of review to “Unplanned only”; otherwise, set Kinds of review to “Reason not known”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[review_count],
    CASE
      WHEN r.[has_planned] = N'Yes' AND r.[has_unplanned] = N'Yes' THEN N'Planned and unplanned' COLLATE Latin1_General_100_BIN2
      WHEN r.[has_planned] = N'Yes' THEN N'Planned only' COLLATE Latin1_General_100_BIN2
      WHEN r.[has_unplanned] = N'Yes' THEN N'Unplanned only' COLLATE Latin1_General_100_BIN2
      ELSE N'Reason not known' COLLATE Latin1_General_100_BIN2
    END AS [kinds_of_review]
  FROM step_1 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[kinds_of_review],
  r.[review_count]
FROM step_2 AS r;
GO

-- Reviews of people with long term support for 12 months or more. Whether a person with long term support for 12 months or more had planned reviews, unplanned reviews, both or none in the period.
-- One row: One person of a local authority with long term support for 12 months or more.
CREATE OR ALTER VIEW cld_derived_long_term_reviews AS
WITH step_1 AS (
  -- 1. Add Kinds of review from “Planned reviews, unplanned reviews or both” with the same LA Code and Person; keep the rows without a match.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[support_setting],
    o.[kinds_of_review] AS [own_kinds_of_review]
  FROM cld_derived_long_term_12_months AS r
  LEFT JOIN cld_derived_reviews_in_period AS o ON o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id]
), step_2 AS (
  -- 2. Take the first case that applies: where Kinds of review is blank, set Review status to “No review”; otherwise, set Review status to Kinds of review.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[support_setting],
    CASE
      WHEN r.[own_kinds_of_review] IS NULL THEN N'No review' COLLATE Latin1_General_100_BIN2
      ELSE r.[own_kinds_of_review]
    END AS [review_status]
  FROM step_1 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[age_band],
  r.[support_setting],
  r.[review_status]
FROM step_2 AS r;
GO

-- LTS002b, reviews of people with long term support for 12 months or more. The people with long term support for 12 months or more, by age, setting and the kinds of review that they had in the period. SALT counts only reviews with the client present, which version 4.0 does not say, so all reviews count.
-- One row: One age band, setting and kind of review of a local authority.
CREATE OR ALTER VIEW cld_derived_lts002b AS
WITH step_1 AS (
  -- 1. Count the different values of LA Code and Person for each LA Code, Age band, Support setting and Reviews in the period, with zero for each Age band, Support setting and Reviews in the period that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[support_setting],
    r.[review_status],
    CAST(SUM(r.[people_count]) AS BIGINT) AS [people_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[support_setting],
      r.[review_status],
      1 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code],
        r.[age_band],
        r.[support_setting],
        r.[review_status],
        r.[person_id]
      FROM cld_derived_long_term_reviews AS r
    ) AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[support_setting],
      v2.[review_status],
      0 AS [people_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM cld_derived_long_term_reviews AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'Nursing Care' COLLATE Latin1_General_100_BIN2 AS [support_setting]
      UNION ALL SELECT N'Residential Care' COLLATE Latin1_General_100_BIN2 AS [support_setting]
      UNION ALL SELECT N'Community' COLLATE Latin1_General_100_BIN2 AS [support_setting]
      UNION ALL SELECT N'Prison' COLLATE Latin1_General_100_BIN2 AS [support_setting]
    ) AS v1
    CROSS JOIN (
      SELECT N'Planned only' COLLATE Latin1_General_100_BIN2 AS [review_status]
      UNION ALL SELECT N'Unplanned only' COLLATE Latin1_General_100_BIN2 AS [review_status]
      UNION ALL SELECT N'Planned and unplanned' COLLATE Latin1_General_100_BIN2 AS [review_status]
      UNION ALL SELECT N'Reason not known' COLLATE Latin1_General_100_BIN2 AS [review_status]
      UNION ALL SELECT N'No review' COLLATE Latin1_General_100_BIN2 AS [review_status]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[support_setting], r.[review_status]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[support_setting],
  r.[review_status],
  r.[people_count]
FROM step_1 AS r;
GO

-- ST-Max services. ST-Max services that ended in the period. Services that overlap or start by the day after the end of another one are one. The outcome is that of the service that ended last. People who died before the period are left out.
-- One row: One or more ST-Max services of a person that follow each other without a break.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method compares a service only with the one before it. Here it is compared with the latest end so far.
-- Here it differs: The method takes the client status of the request for those who come from a request, and that of the start of ST-Max for the others, so that a client may be in both tables. Here the start of ST-Max decides for all.
CREATE OR ALTER VIEW cld_derived_st_max_of_person AS
WITH step_1 AS (
  -- 1. Keep the rows where Event Type is “Service”, and Service Type is “Short Term Support: ST-Max”, and Date of Death is blank or not before First day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome]
  FROM cld_derived_event_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[event_type] = N'Service' AND r.[service_type] = N'Short Term Support: ST-Max' AND (r.[date_of_death] IS NULL OR r.[date_of_death] >= p.[period_start])
), step_2 AS (
  -- 2. Number the spells of the rows with the same LA Code and Person: a row that starts at most 1 day (“Days from one ST-Max service to the next”) after the latest end before belongs to the same spell; an open row lasts until End of what is still open.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[st_max_number],
    MIN(r.[event_start_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) AS [st_max_start],
    CASE WHEN COUNT(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) = COUNT(*) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) THEN MAX(r.[event_end_date]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) END AS [st_max_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      CAST(SUM(r.[spell_opens]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end]) AS BIGINT) AS [st_max_number]
    FROM (
      SELECT
        r.[la_code],
        r.[submission],
        r.[row_number],
        r.[person_id],
        r.[age_band],
        r.[event_start_date],
        r.[event_end_date],
        r.[event_outcome],
        r.[spell_row_end],
        CASE WHEN DATEDIFF(day, r.[chain_end_before], r.[event_start_date]) <= p.[st_max_gap] THEN 0 ELSE 1 END AS [spell_opens]
      FROM (
        SELECT
          r.[la_code],
          r.[submission],
          r.[row_number],
          r.[person_id],
          r.[age_band],
          r.[event_start_date],
          r.[event_end_date],
          r.[event_outcome],
          r.[spell_row_end],
          MAX(r.[spell_row_end]) OVER (PARTITION BY r.[la_code], r.[person_id] ORDER BY r.[event_start_date], CASE WHEN r.[spell_row_end] IS NULL THEN 1 ELSE 0 END, r.[spell_row_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
        FROM (
          SELECT
            r.[la_code],
            r.[submission],
            r.[row_number],
            r.[person_id],
            r.[age_band],
            r.[event_start_date],
            r.[event_end_date],
            r.[event_outcome],
            COALESCE(r.[event_end_date], p.[as_of]) AS [spell_row_end]
          FROM step_1 AS r
          CROSS JOIN cld_derivation_parameter AS p
          WHERE r.[event_start_date] IS NOT NULL
        ) AS r
      ) AS r
      CROSS JOIN cld_derivation_parameter AS p
    ) AS r
  ) AS r
), step_3 AS (
  -- 3. Keep the rows where St max end is from First day of the period to Last day of the period.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end]
  FROM step_2 AS r
  CROSS JOIN cld_derivation_parameter AS p
  WHERE r.[st_max_end] >= p.[period_start] AND r.[st_max_end] <= p.[period_end]
), step_4 AS (
  -- 4. Rank the rows by “Order of outcomes that end on the same day”.
  SELECT
    r.[la_code],
    r.[submission],
    r.[row_number],
    r.[person_id],
    r.[age_band],
    r.[event_start_date],
    r.[event_end_date],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end],
    CASE r.[event_outcome]
      WHEN N'Progress to Reablement/ST-Max' THEN 1
      WHEN N'Progress to Assessment / Unplanned Review' THEN 2
      WHEN N'Admitted to hospital' THEN 3
      WHEN N'Progress to Re-assessment' THEN 4
      WHEN N'Progress to Support Planning / Services' THEN 5
      WHEN N'Progress to End of Life Care' THEN 6
      WHEN N'No change in package' THEN 7
      WHEN N'Service ended as planned' THEN 8
      WHEN N'NFA - Deceased' THEN 9
      WHEN N'NFA - Moved to another LA' THEN 10
      WHEN N'NFA - 100% NHS funded care' THEN 11
      WHEN N'NFA - Information & Advice / Signposting only' THEN 12
      WHEN N'NFA - Self-funded client (inc 12wk disregard)' THEN 13
      WHEN N'NFA - Support declined' THEN 14
      WHEN N'NFA - Support ended: Other reason' THEN 15
      WHEN N'NFA - No services offered: Other reason' THEN 16
    END AS [outcome_rank]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Of the rows with the same LA Code, Person and St max number, keep the best, and all that tie: those with the latest Event End Date, then those with the smallest Outcome rank, then those with the latest Event Start Date, then those with the greatest Submission, then those with the greatest Row. ST-Max ends with its last service, and only one row may say how.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end]
  FROM (
    SELECT
      r.[la_code],
      r.[submission],
      r.[row_number],
      r.[person_id],
      r.[age_band],
      r.[event_start_date],
      r.[event_end_date],
      r.[event_outcome],
      r.[st_max_number],
      r.[st_max_start],
      r.[st_max_end],
      r.[outcome_rank],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number] ORDER BY CASE WHEN r.[event_end_date] IS NULL THEN 1 ELSE 0 END, r.[event_end_date] DESC, CASE WHEN r.[outcome_rank] IS NULL THEN 1 ELSE 0 END, r.[outcome_rank], CASE WHEN r.[event_start_date] IS NULL THEN 1 ELSE 0 END, r.[event_start_date] DESC, CASE WHEN r.[submission] IS NULL THEN 1 ELSE 0 END, r.[submission] DESC, CASE WHEN r.[row_number] IS NULL THEN 1 ELSE 0 END, r.[row_number] DESC) AS [place_in_group]
    FROM step_4 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
), step_6 AS (
  -- 6. Set Client status to “Existing” if there is a row in “Long term support” with the same LA Code and Person, where Event Start Date (support) is not after St max start, and Event End Date (support) is blank or not before St max start; otherwise to “New”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end],
    N'Existing' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_5 AS r
  WHERE EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[st_max_start] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[st_max_start]))
  )
  UNION ALL
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end],
    N'New' COLLATE Latin1_General_100_BIN2 AS [client_status]
  FROM step_5 AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM cld_derived_long_term_support AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[event_start_date] <= r.[st_max_start] AND (o.[event_end_date] IS NULL OR o.[event_end_date] >= r.[st_max_start]))
  )
), step_7 AS (
  -- 7. Set Follows request to “Yes” if there is a row in “Sequel to a request” with the same LA Code and Person, where Client status (request) is “New”, Sequel is “Short Term Support: ST-Max” and Start of the service that follows is from St max start to St max end; otherwise to “No”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end],
    r.[client_status],
    N'Yes' COLLATE Latin1_General_100_BIN2 AS [follows_request]
  FROM step_6 AS r
  WHERE EXISTS (
    SELECT 1 FROM cld_derived_sequel_to_request AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[client_status] = N'New' AND o.[sequel] = N'Short Term Support: ST-Max' AND (o.[service_start] >= r.[st_max_start] AND o.[service_start] <= r.[st_max_end]))
  )
  UNION ALL
  SELECT
    r.[la_code],
    r.[person_id],
    r.[age_band],
    r.[event_outcome],
    r.[st_max_number],
    r.[st_max_start],
    r.[st_max_end],
    r.[client_status],
    N'No' COLLATE Latin1_General_100_BIN2 AS [follows_request]
  FROM step_6 AS r
  WHERE NOT EXISTS (
    SELECT 1 FROM cld_derived_sequel_to_request AS o
    WHERE o.[la_code] = r.[la_code] AND o.[person_id] = r.[person_id] AND (o.[client_status] = N'New' AND o.[sequel] = N'Short Term Support: ST-Max' AND (o.[service_start] >= r.[st_max_start] AND o.[service_start] <= r.[st_max_end]))
  )
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[st_max_number],
  r.[age_band],
  r.[st_max_start],
  r.[st_max_end],
  r.[event_outcome],
  r.[client_status],
  r.[follows_request]
FROM step_7 AS r;
GO

-- Sequel to ST-Max. What followed ST-Max, from the order of the person's events. The first event must start within three days of the end of ST-Max, and each further one within three days of the latest end so far. The next ST-Max ends the search. Of the services that follow, the highest in the order counts. If there is none, the last final outcome of what followed counts, and if there is none either, the outcome of ST-Max itself. That ST-Max ended early cannot be identified.
-- One row: One ST-Max that ended in the period.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method takes an open event that comes first, however late it starts. Here it must start within the three days, too.
-- Here it differs: The method gives Other if several events end on the same day with a final outcome. Here two that stand for the same sequel are no conflict.
-- Here it differs: The method marks an outcome of the ST-Max itself as one without chronology where nothing follows. Here the kind of record says so, and the sequel is the same.
CREATE OR ALTER VIEW cld_derived_sequel_to_st_max AS
WITH step_1_candidates AS (
  -- 1. Find what follows in “Events, and the person they are about” with the same LA Code and Person, from End of ST-Max on, except where Service Type is “Short Term Support: ST-Max” and Event Start Date is End of ST-Max: the first starts within 3 days (“Days from ST-Max to what follows it”), and each later one starts within 3 days (“Days from one event to the next”) of the latest end before; the chain ends where Service Type is “Short Term Support: ST-Max”, and all that starts on that day is left out. What starts on the day of the next ST-Max is left to that one, so that no service counts for two.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    o.[service_type] AS [next_service_type],
    o.[event_outcome] AS [next_event_outcome],
    o.[event_start_date] AS [next_event_start_date],
    o.[event_end_date] AS [next_event_end_date],
    o.[event_start_date] AS [chain_start],
    COALESCE(o.[event_end_date], CAST('99991231' AS date)) AS [chain_end],
    CASE WHEN o.[service_type] = N'Short Term Support: ST-Max' THEN 1 ELSE 0 END AS [chain_breaks]
  FROM cld_derived_st_max_of_person AS r
  CROSS JOIN cld_derivation_parameter AS p
  LEFT JOIN cld_derived_event_of_person AS o ON o.[la_code] = r.[la_code]
    AND o.[person_id] = r.[person_id]
    AND o.[event_start_date] >= r.[st_max_end]
    AND CASE WHEN o.[service_type] = N'Short Term Support: ST-Max' AND o.[event_start_date] = r.[st_max_end] THEN 1 ELSE 0 END = 0
), step_1_ends AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_end],
    r.[chain_breaks],
    MIN(r.[chain_start]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) AS [chain_first],
    MAX(r.[chain_end]) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number] ORDER BY r.[chain_start], r.[chain_end] ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS [chain_end_before]
  FROM step_1_candidates AS r
), step_1_cuts AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    r.[chain_breaks],
    MIN(CASE
      WHEN r.[chain_start] = r.[chain_first] AND DATEDIFF(day, r.[st_max_end], r.[chain_start]) > p.[st_max_reach] THEN r.[chain_start]
      WHEN r.[chain_start] > r.[chain_first] AND DATEDIFF(day, r.[chain_end_before], r.[chain_start]) > p.[next_reach] THEN r.[chain_start]
    END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) AS [chain_gap],
    MIN(CASE WHEN r.[chain_breaks] = 1 THEN r.[chain_start] END) OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number]) AS [chain_break]
  FROM step_1_ends AS r
  CROSS JOIN cld_derivation_parameter AS p
), step_1_chain AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_service_type],
    r.[next_event_outcome],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[chain_start],
    CASE WHEN r.[chain_start] IS NOT NULL AND (r.[chain_gap] IS NULL OR r.[chain_start] < r.[chain_gap]) AND (r.[chain_break] IS NULL OR r.[chain_start] < r.[chain_break]) THEN 1 ELSE 0 END AS [chain_follows]
  FROM step_1_cuts AS r
), step_1 AS (
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_service_type] END AS [next_service_type],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_outcome] END AS [next_event_outcome],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_start_date] END AS [next_event_start_date],
    CASE WHEN r.[chain_follows] = 1 THEN r.[next_event_end_date] END AS [next_event_end_date],
    CASE WHEN r.[chain_start] IS NULL THEN N'Nothing follows' COLLATE Latin1_General_100_BIN2 WHEN r.[chain_follows] = 1 THEN N'Followed' COLLATE Latin1_General_100_BIN2 ELSE N'Out of reach' COLLATE Latin1_General_100_BIN2 END AS [onward]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[st_max_number],
      r.[age_band],
      r.[st_max_start],
      r.[st_max_end],
      r.[event_outcome],
      r.[client_status],
      r.[follows_request],
      r.[next_service_type],
      r.[next_event_outcome],
      r.[next_event_start_date],
      r.[next_event_end_date],
      r.[chain_start],
      r.[chain_follows],
      ROW_NUMBER() OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number] ORDER BY r.[chain_follows] DESC) AS [chain_place]
    FROM step_1_chain AS r
  ) AS r
  WHERE r.[chain_follows] = 1 OR r.[chain_place] = 1
), step_2 AS (
  -- 2. Rank the rows by “Order of services that follow ST-Max”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    CASE r.[next_service_type]
      WHEN N'Long Term Support: Nursing Care' THEN 1
      WHEN N'Long Term Support: Residential Care' THEN 2
      WHEN N'Long Term Support: Community' THEN 3
      WHEN N'Short Term Support: Ongoing Low Level' THEN 4
      WHEN N'Short Term Support: Other Short Term' THEN 5
    END AS [next_rank]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Look up Own sequel in “Sequel to ST-Max that an outcome stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_event_outcome],
    r.[next_service_type],
    r.[onward],
    r.[next_rank],
    CASE
      WHEN r.[event_outcome] = N'NFA - 100% NHS funded care' THEN N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Deceased' THEN N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'No services provided - self-funding' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Support declined' THEN N'No services provided - support declined' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'No services provided - Universal Services / signposted' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Moved to another LA' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - No services offered: Other reason' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'NFA - Support ended: Other reason' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to End of Life Care' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Admitted to hospital' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Service ended as planned' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Reablement/ST-Max' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Re-assessment' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'Progress to Support Planning / Services' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] = N'No change in package' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[event_outcome] IS NULL THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
    END AS [own_sequel]
  FROM step_2 AS r
), step_4 AS (
  -- 4. Look up Outcome sequel and Next is final in “Sequel to ST-Max that an outcome stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[next_service_type],
    r.[onward],
    r.[next_rank],
    r.[own_sequel],
    CASE
      WHEN r.[next_event_outcome] = N'NFA - 100% NHS funded care' THEN N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Deceased' THEN N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'No services provided - self-funding' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support declined' THEN N'No services provided - support declined' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'No services provided - Universal Services / signposted' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Moved to another LA' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - No services offered: Other reason' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support ended: Other reason' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to End of Life Care' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Admitted to hospital' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Service ended as planned' THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Reablement/ST-Max' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Re-assessment' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Support Planning / Services' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'No change in package' THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] IS NULL THEN N'Unable to classify' COLLATE Latin1_General_100_BIN2
    END AS [outcome_sequel],
    CASE
      WHEN r.[next_event_outcome] = N'NFA - 100% NHS funded care' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Deceased' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Self-funded client (inc 12wk disregard)' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support declined' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Information & Advice / Signposting only' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Moved to another LA' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - No services offered: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'NFA - Support ended: Other reason' THEN N'Yes' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to End of Life Care' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Admitted to hospital' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Service ended as planned' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Reablement/ST-Max' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Assessment / Unplanned Review' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Re-assessment' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'Progress to Support Planning / Services' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] = N'No change in package' THEN N'No' COLLATE Latin1_General_100_BIN2
      WHEN r.[next_event_outcome] IS NULL THEN N'No' COLLATE Latin1_General_100_BIN2
    END AS [next_is_final]
  FROM step_3 AS r
), step_5 AS (
  -- 5. Look up Service sequel in “Sequel to ST-Max that a service stands for”.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[next_event_start_date],
    r.[next_event_end_date],
    r.[onward],
    r.[next_rank],
    r.[own_sequel],
    r.[outcome_sequel],
    r.[next_is_final],
    CASE r.[next_service_type]
      WHEN N'Long Term Support: Nursing Care' THEN N'Long Term Support (any setting)' COLLATE Latin1_General_100_BIN2
      WHEN N'Long Term Support: Residential Care' THEN N'Long Term Support (any setting)' COLLATE Latin1_General_100_BIN2
      WHEN N'Long Term Support: Community' THEN N'Long Term Support (any setting)' COLLATE Latin1_General_100_BIN2
      WHEN N'Short Term Support: Ongoing Low Level' THEN N'Ongoing Low Level Support' COLLATE Latin1_General_100_BIN2
      WHEN N'Short Term Support: Other Short Term' THEN N'Short Term Support (other)' COLLATE Latin1_General_100_BIN2
    END AS [service_sequel]
  FROM step_4 AS r
), step_6 AS (
  -- 6. Take the first case that applies: where Next rank is filled in, set Choice to Next rank, Service start to Event Start Date and Outcome end to blank; where Next is final is “Yes”, set Choice to 100, Service start to blank and Outcome end to Event End Date; otherwise, set Choice to 200, Service start to blank and Outcome end to blank. A service comes before a final outcome, and a final outcome before everything else.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    r.[onward],
    r.[own_sequel],
    r.[outcome_sequel],
    r.[service_sequel],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_rank]
      WHEN r.[next_is_final] = N'Yes' THEN 100
      ELSE 200
    END AS [choice],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN r.[next_event_start_date]
      WHEN r.[next_is_final] = N'Yes' THEN CAST(NULL AS DATE)
      ELSE CAST(NULL AS DATE)
    END AS [service_start],
    CASE
      WHEN r.[next_rank] IS NOT NULL THEN CAST(NULL AS DATE)
      WHEN r.[next_is_final] = N'Yes' THEN r.[next_event_end_date]
      ELSE CAST(NULL AS DATE)
    END AS [outcome_end]
  FROM step_5 AS r
), step_7 AS (
  -- 7. Make one row of the rows with the same LA Code, Person and Number of the ST-Max, from the best: those with the smallest Choice, then those with the earliest Service start, then those with the latest Outcome end; where these differ, Age band, Start of ST-Max, End of ST-Max, Event Outcome, Client status, Follows a request, Onward, Own sequel and Service sequel are blank and Outcome sequel is “No services provided - other”. Final outcomes of the same day that stand for different sequels make one of another reason.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    MIN(r.[choice]) AS [choice],
    CASE
      WHEN COUNT(*) = COUNT(r.[age_band]) AND MIN(r.[age_band]) = MAX(r.[age_band]) THEN MIN(r.[age_band])
    END AS [age_band],
    CASE
      WHEN COUNT(*) = COUNT(r.[st_max_start]) AND MIN(r.[st_max_start]) = MAX(r.[st_max_start]) THEN MIN(r.[st_max_start])
    END AS [st_max_start],
    CASE
      WHEN COUNT(*) = COUNT(r.[st_max_end]) AND MIN(r.[st_max_end]) = MAX(r.[st_max_end]) THEN MIN(r.[st_max_end])
    END AS [st_max_end],
    CASE
      WHEN COUNT(*) = COUNT(r.[event_outcome]) AND MIN(r.[event_outcome]) = MAX(r.[event_outcome]) THEN MIN(r.[event_outcome])
    END AS [event_outcome],
    CASE
      WHEN COUNT(*) = COUNT(r.[client_status]) AND MIN(r.[client_status]) = MAX(r.[client_status]) THEN MIN(r.[client_status])
    END AS [client_status],
    CASE
      WHEN COUNT(*) = COUNT(r.[follows_request]) AND MIN(r.[follows_request]) = MAX(r.[follows_request]) THEN MIN(r.[follows_request])
    END AS [follows_request],
    CASE
      WHEN COUNT(*) = COUNT(r.[onward]) AND MIN(r.[onward]) = MAX(r.[onward]) THEN MIN(r.[onward])
    END AS [onward],
    CASE
      WHEN COUNT(*) = COUNT(r.[own_sequel]) AND MIN(r.[own_sequel]) = MAX(r.[own_sequel]) THEN MIN(r.[own_sequel])
    END AS [own_sequel],
    CASE
      WHEN COUNT(*) = COUNT(r.[service_sequel]) AND MIN(r.[service_sequel]) = MAX(r.[service_sequel]) THEN MIN(r.[service_sequel])
    END AS [service_sequel],
    CASE
      WHEN COUNT(*) = COUNT(r.[outcome_sequel]) AND MIN(r.[outcome_sequel]) = MAX(r.[outcome_sequel]) THEN MIN(r.[outcome_sequel])
      WHEN COUNT(r.[outcome_sequel]) > 0 THEN N'No services provided - other' COLLATE Latin1_General_100_BIN2
    END AS [outcome_sequel]
  FROM (
    SELECT
      r.[la_code],
      r.[person_id],
      r.[st_max_number],
      r.[age_band],
      r.[st_max_start],
      r.[st_max_end],
      r.[event_outcome],
      r.[client_status],
      r.[follows_request],
      r.[onward],
      r.[own_sequel],
      r.[outcome_sequel],
      r.[service_sequel],
      r.[choice],
      r.[service_start],
      r.[outcome_end],
      RANK() OVER (PARTITION BY r.[la_code], r.[person_id], r.[st_max_number] ORDER BY CASE WHEN r.[choice] IS NULL THEN 1 ELSE 0 END, r.[choice], CASE WHEN r.[service_start] IS NULL THEN 1 ELSE 0 END, r.[service_start], CASE WHEN r.[outcome_end] IS NULL THEN 1 ELSE 0 END, r.[outcome_end] DESC) AS [place_in_group]
    FROM step_6 AS r
  ) AS r
  WHERE r.[place_in_group] = 1
  GROUP BY r.[la_code], r.[person_id], r.[st_max_number]
), step_8 AS (
  -- 8. Take the first case that applies: where Onward is “Nothing follows”, set Record type to “No event follows” and Sequel to Own sequel; where Onward is “Out of reach”, set Record type to “Only events out of reach” and Sequel to Own sequel; where Choice is below 100, set Record type to “Service” and Sequel to Service sequel; where Choice is 100, set Record type to “Final outcome” and Sequel to Outcome sequel; otherwise, set Record type to “No service and no final outcome” and Sequel to Own sequel.
  SELECT
    r.[la_code],
    r.[person_id],
    r.[st_max_number],
    r.[age_band],
    r.[st_max_start],
    r.[st_max_end],
    r.[event_outcome],
    r.[client_status],
    r.[follows_request],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN N'No event follows' COLLATE Latin1_General_100_BIN2
      WHEN r.[onward] = N'Out of reach' THEN N'Only events out of reach' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] < 100 THEN N'Service' COLLATE Latin1_General_100_BIN2
      WHEN r.[choice] = 100 THEN N'Final outcome' COLLATE Latin1_General_100_BIN2
      ELSE N'No service and no final outcome' COLLATE Latin1_General_100_BIN2
    END AS [record_type],
    CASE
      WHEN r.[onward] = N'Nothing follows' THEN r.[own_sequel]
      WHEN r.[onward] = N'Out of reach' THEN r.[own_sequel]
      WHEN r.[choice] < 100 THEN r.[service_sequel]
      WHEN r.[choice] = 100 THEN r.[outcome_sequel]
      ELSE r.[own_sequel]
    END AS [sequel]
  FROM step_7 AS r
)
SELECT
  r.[la_code],
  r.[person_id],
  r.[st_max_number],
  r.[age_band],
  r.[st_max_start],
  r.[st_max_end],
  r.[event_outcome],
  r.[client_status],
  r.[follows_request],
  r.[record_type],
  r.[sequel]
FROM step_8 AS r;
GO

-- STS002a, sequels to ST-Max of new clients. The number of ST-Max of new clients that ended in the period, by age and sequel. The method counts only those that follow a request of the period.
-- One row: One age band and sequel of a local authority, for ST-Max that follows a request or does not.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
CREATE OR ALTER VIEW cld_derived_sts002a AS
WITH step_1 AS (
  -- 1. Keep the rows where Client status is “New”.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[follows_request],
    r.[sequel]
  FROM cld_derived_sequel_to_st_max AS r
  WHERE r.[client_status] = N'New'
), step_2 AS (
  -- 2. Count the rows for each LA Code, Age band, Follows request and Sequel, with zero for each Age band, Follows request and Sequel that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[follows_request],
    r.[sequel],
    CAST(SUM(r.[st_max_count]) AS BIGINT) AS [st_max_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[follows_request],
      r.[sequel],
      1 AS [st_max_count]
    FROM step_1 AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[follows_request],
      v2.[sequel],
      0 AS [st_max_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM step_1 AS r
    ) AS e
    CROSS JOIN (
      SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'Yes' COLLATE Latin1_General_100_BIN2 AS [follows_request]
      UNION ALL SELECT N'No' COLLATE Latin1_General_100_BIN2 AS [follows_request]
    ) AS v1
    CROSS JOIN (
      SELECT N'Long Term Support (any setting)' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Ongoing Low Level Support' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Short Term Support (other)' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - self-funding' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - support declined' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - Universal Services / signposted' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - other' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Unable to classify' COLLATE Latin1_General_100_BIN2 AS [sequel]
    ) AS v2
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[follows_request], r.[sequel]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[follows_request],
  r.[sequel],
  r.[st_max_count]
FROM step_2 AS r;
GO

-- STS002b, ST-Max of existing clients. The number of ST-Max of existing clients that ended in the period, by age and sequel.
-- One row: One age band and sequel of a local authority.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method counts without sequels. Here they are given, because the source asks for them.
CREATE OR ALTER VIEW cld_derived_sts002b AS
WITH step_1 AS (
  -- 1. Keep the rows where Client status is “Existing”.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[sequel]
  FROM cld_derived_sequel_to_st_max AS r
  WHERE r.[client_status] = N'Existing'
), step_2 AS (
  -- 2. Count the rows for each LA Code, Age band and Sequel, with zero for each Age band and Sequel that does not occur.
  SELECT
    r.[la_code],
    r.[age_band],
    r.[sequel],
    CAST(SUM(r.[st_max_count]) AS BIGINT) AS [st_max_count]
  FROM (
    SELECT
      r.[la_code],
      r.[age_band],
      r.[sequel],
      1 AS [st_max_count]
    FROM step_1 AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[age_band],
      v1.[sequel],
      0 AS [st_max_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM step_1 AS r
    ) AS e
    CROSS JOIN (
      SELECT N'18 to 64' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'65 and over' COLLATE Latin1_General_100_BIN2 AS [age_band]
      UNION ALL SELECT N'Under 18 or not known' COLLATE Latin1_General_100_BIN2 AS [age_band]
    ) AS v0
    CROSS JOIN (
      SELECT N'Long Term Support (any setting)' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Ongoing Low Level Support' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Short Term Support (other)' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - self-funding' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - support declined' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - Universal Services / signposted' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'No services provided - other' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'100% NHS funded care or deceased' COLLATE Latin1_General_100_BIN2 AS [sequel]
      UNION ALL SELECT N'Unable to classify' COLLATE Latin1_General_100_BIN2 AS [sequel]
    ) AS v1
  ) AS r
  GROUP BY r.[la_code], r.[age_band], r.[sequel]
)
SELECT
  r.[la_code],
  r.[age_band],
  r.[sequel],
  r.[st_max_count]
FROM step_2 AS r;
GO

-- ASCOF 2D, long term support after ST-Max. The counts that the measure needs, for ST-Max of new clients that follows a request. The measure is the share without long term support. Sequels that say that the person paid, declined, died, was funded by the NHS or cannot be classified are left out. The source says that the measure also needs early cessation, which version 4.0 does not have.
-- One row: One local authority, for ST-Max that leads to long term support or does not.
-- Method: SALT and ASCOF from client level data, 2023/24, NHS England.
-- Here it differs: The method leaves out most ST-Max that nothing follows. Here they count by their own outcome.
CREATE OR ALTER VIEW cld_derived_ascof_2d AS
WITH step_1 AS (
  -- 1. Keep the rows where Client status is “New”, Follows request is “Yes” and Sequel is one of “Long Term Support (any setting)”, “Ongoing Low Level Support”, “Short Term Support (other)”, “No services provided - Universal Services / signposted” or “No services provided - other”.
  SELECT
    r.[la_code],
    r.[sequel]
  FROM cld_derived_sequel_to_st_max AS r
  WHERE r.[client_status] = N'New' AND r.[follows_request] = N'Yes' AND r.[sequel] IN (N'Long Term Support (any setting)', N'Ongoing Low Level Support', N'Short Term Support (other)', N'No services provided - Universal Services / signposted', N'No services provided - other')
), step_2 AS (
  -- 2. Take the first case that applies: where Sequel is “Long Term Support (any setting)”, set Leads to to “Long term support”; otherwise, set Leads to to “No long term support”.
  SELECT
    r.[la_code],
    CASE
      WHEN r.[sequel] = N'Long Term Support (any setting)' THEN N'Long term support' COLLATE Latin1_General_100_BIN2
      ELSE N'No long term support' COLLATE Latin1_General_100_BIN2
    END AS [leads_to]
  FROM step_1 AS r
), step_3 AS (
  -- 3. Count the rows for each LA Code and Leads to, with zero for each Leads to that does not occur.
  SELECT
    r.[la_code],
    r.[leads_to],
    CAST(SUM(r.[st_max_count]) AS BIGINT) AS [st_max_count]
  FROM (
    SELECT
      r.[la_code],
      r.[leads_to],
      1 AS [st_max_count]
    FROM step_2 AS r
    UNION ALL
    SELECT
      e.[la_code],
      v0.[leads_to],
      0 AS [st_max_count]
    FROM (
      SELECT DISTINCT
        r.[la_code]
      FROM step_2 AS r
    ) AS e
    CROSS JOIN (
      SELECT N'Long term support' COLLATE Latin1_General_100_BIN2 AS [leads_to]
      UNION ALL SELECT N'No long term support' COLLATE Latin1_General_100_BIN2 AS [leads_to]
    ) AS v0
  ) AS r
  GROUP BY r.[la_code], r.[leads_to]
)
SELECT
  r.[la_code],
  r.[leads_to],
  r.[st_max_count]
FROM step_3 AS r;
GO
