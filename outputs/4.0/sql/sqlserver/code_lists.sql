-- Adult Social Care Client Level Data 4.0, corrected 1 December 2026, SQL Server: code_lists.sql
-- Adds the values that are missing from the tables of the code lists.

SET NOCOUNT ON;
SET QUOTED_IDENTIFIER ON; -- sqlcmd turns it off, but filtered indexes need it
GO

INSERT INTO cld_list_accommodation_status ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Owner occupier or shared ownership scheme', N'Owner occupier or shared ownership scheme', NULL, 1),
  (N'Tenant', N'Tenant', NULL, 2),
  (N'Tenant - private landlord', N'Tenant - private landlord', NULL, 3),
  (N'Settled mainstream housing with family / friends', N'Settled mainstream housing with family / friends', NULL, 4),
  (N'Supported accommodation / supported lodgings / supported group home', N'Supported accommodation / supported lodgings / supported group home', NULL, 5),
  (N'Shared Lives scheme', N'Shared Lives scheme', NULL, 6),
  (N'Approved premises for offenders released from prison or under probation supervision', N'Approved premises for offenders released from prison or under probation supervision', NULL, 7),
  (N'Sheltered housing / extra care housing / other sheltered housing', N'Sheltered housing / extra care housing / other sheltered housing', NULL, 8),
  (N'Mobile accommodation for Gypsy / Roma and Traveller communities', N'Mobile accommodation for Gypsy / Roma and Traveller communities', NULL, 9),
  (N'Rough sleeper / squatting', N'Rough sleeper / squatting', NULL, 10),
  (N'Night shelter / emergency hostel / direct access hostel', N'Night shelter / emergency hostel / direct access hostel', NULL, 11),
  (N'Refuge', N'Refuge', NULL, 12),
  (N'Placed in temporary accommodation by the council (inc. homelessness resettlement)', N'Placed in temporary accommodation by the council (inc. homelessness resettlement)', NULL, 13),
  (N'Staying with family / friends as a short-term guest', N'Staying with family / friends as a short-term guest', NULL, 14),
  (N'Acute / long-term healthcare residential facility or hospital', N'Acute / long-term healthcare residential facility or hospital', NULL, 15),
  (N'Registered care home', N'Registered care home', NULL, 16),
  (N'Registered nursing home', N'Registered nursing home', NULL, 17),
  (N'Prison / Young offenders institution / detention centre', N'Prison / Young offenders institution / detention centre', NULL, 18),
  (N'Other temporary accommodation', N'Other temporary accommodation', NULL, 19),
  (N'Unknown', N'Unknown', NULL, 20)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_accommodation_status AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_assessment_type ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Short Term Assessment', N'Short Term Assessment', NULL, 1),
  (N'Long Term Assessment', N'Long Term Assessment', NULL, 2),
  (N'Transitions Assessment', N'Transitions Assessment', NULL, 3)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_assessment_type AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_cost_frequency ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Per Session', N'Per Session', N'This needs Planned units per week.', 1),
  (N'Hourly', N'Hourly', N'This needs Planned units per week.', 2),
  (N'Daily', N'Daily', N'This needs Planned units per week.', 3),
  (N'Weekly', N'Weekly', NULL, 4),
  (N'Fortnightly', N'Fortnightly', NULL, 5),
  (N'4-weekly', N'4-weekly', NULL, 6),
  (N'Monthly', N'Monthly', NULL, 7),
  (N'Quarterly', N'Quarterly', NULL, 8),
  (N'Annually', N'Annually', NULL, 9),
  (N'One-off', N'One-off', NULL, 10)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_cost_frequency AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_delivery_mechanism ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Community: Direct Payment', N'Community: Direct Payment', NULL, 1),
  (N'Community: CASSR Managed Personal Budget', N'Community: CASSR Managed Personal Budget', NULL, 2),
  (N'Community: CASSR Commissioned Support', N'Community: CASSR Commissioned Support', NULL, 3),
  (N'Prison: CASSR Managed Personal Budget', N'Prison: CASSR Managed Personal Budget', NULL, 4),
  (N'Prison: CASSR Commissioned Support', N'Prison: CASSR Commissioned Support', NULL, 5)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_delivery_mechanism AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_eligible_needs ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Eligible needs identified', N'Eligible needs identified', N'The person is eligible under the Care Act.', 1),
  (N'Non-eligible needs identified', N'Non-eligible needs identified', N'The person is not eligible under the Care Act, but has at least one need.', 2),
  (N'No needs identified', N'No needs identified', N'The person has no identified needs.', 3),
  (N'Not applicable', N'Not applicable', NULL, 4)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_eligible_needs AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_employment_status ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Paid: Less than 16 hours a week', N'Paid: Less than 16 hours a week', NULL, 1),
  (N'Paid: 16 or more hours a week', N'Paid: 16 or more hours a week', NULL, 2),
  (N'Not in Paid Employment (seeking work)', N'Not in Paid Employment (seeking work)', NULL, 3),
  (N'Not in Paid Employment (not actively seeking work / retired)', N'Not in Paid Employment (not actively seeking work / retired)', NULL, 4),
  (N'Not in Paid Employment (voluntary work only)', N'Not in Paid Employment (voluntary work only)', N'A new value, which joined the list after discussion with the reference group.', 5),
  (N'Unknown', N'Unknown', NULL, 6)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_employment_status AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_ethnicity ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'White (English / Welsh / Scottish / Northern Irish / British)', N'White (English / Welsh / Scottish / Northern Irish / British)', NULL, 1),
  (N'White Irish', N'White Irish', NULL, 2),
  (N'White (Gypsy or Irish Traveller)', N'White (Gypsy or Irish Traveller)', NULL, 3),
  (N'Any other White background', N'Any other White background', NULL, 4),
  (N'White and Black Caribbean', N'White and Black Caribbean', NULL, 5),
  (N'White and Black African', N'White and Black African', NULL, 6),
  (N'White and Asian', N'White and Asian', NULL, 7),
  (N'Any other mixed / multiple ethnic background', N'Any other mixed / multiple ethnic background', NULL, 8),
  (N'Indian', N'Indian', NULL, 9),
  (N'Pakistani', N'Pakistani', NULL, 10),
  (N'Bangladeshi', N'Bangladeshi', NULL, 11),
  (N'Chinese', N'Chinese', NULL, 12),
  (N'Any other Asian background', N'Any other Asian background', NULL, 13),
  (N'African', N'African', NULL, 14),
  (N'Caribbean', N'Caribbean', NULL, 15),
  (N'Any other Black / African / Caribbean background', N'Any other Black / African / Caribbean background', NULL, 16),
  (N'Arab', N'Arab', NULL, 17),
  (N'Any other ethnic group', N'Any other ethnic group', NULL, 18),
  (N'Refused', N'Refused', NULL, 19),
  (N'Undeclared / Not known', N'Undeclared / Not known', NULL, 20)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_ethnicity AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_event_outcome ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Progress to Reablement/ST-Max', N'Progress to Reablement/ST-Max', NULL, 1),
  (N'Progress to Assessment / Unplanned Review', N'Progress to Assessment / Unplanned Review', NULL, 2),
  (N'Admitted to hospital', N'Admitted to hospital', NULL, 3),
  (N'Progress to Re-assessment', N'Progress to Re-assessment', NULL, 4),
  (N'Progress to Support Planning / Services', N'Progress to Support Planning / Services', N'This includes crisis response services, which may come before an assessment.', 5),
  (N'Progress to End of Life Care', N'Progress to End of Life Care', NULL, 6),
  (N'No change in package', N'No change in package', NULL, 7),
  (N'Service ended as planned', N'Service ended as planned', NULL, 8),
  (N'NFA - Moved to another LA', N'NFA - Moved to another LA', NULL, 9),
  (N'NFA - 100% NHS funded care', N'NFA - 100% NHS funded care', NULL, 10),
  (N'NFA - Self-funded client (inc 12wk disregard)', N'NFA - Self-funded client (inc 12wk disregard)', N'Used, for example, when a permanent residential or nursing care service is closed after a 12 week property disregard and the client becomes a self-funder.', 11),
  (N'NFA - Support declined', N'NFA - Support declined', NULL, 12),
  (N'NFA - Information & Advice / Signposting only', N'NFA - Information & Advice / Signposting only', NULL, 13),
  (N'NFA - Deceased', N'NFA - Deceased', NULL, 14),
  (N'NFA - No services offered: Other reason', N'NFA - No services offered: Other reason', NULL, 15),
  (N'NFA - Support ended: Other reason', N'NFA - Support ended: Other reason', NULL, 16)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_outcome AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_event_type ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Request', N'Request', N'A request for support, whether from a new or an existing client.', 1),
  (N'Assessment', N'Assessment', N'The first assessment of a new client, as an assessment of need under the Care Act 2014. Every later assessment, including a reassessment, is a review.', 2),
  (N'Service', N'Service', N'A service that starts, ends or is open in the reporting period, for a client whom the council funds fully or jointly, or for a full cost client. A suspended service is still open.', 3),
  (N'Review', N'Review', N'A full re-examination of the client''s needs, with a formal reassessment and direct contact with the client. Closing a case file, or checking that services have stopped, after a client''s death is not a review. Reviews that were not completed are left out.', 4)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_event_type AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_gender ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Female', N'Female', NULL, 1),
  (N'Male', N'Male', NULL, 2),
  (N'Not known', N'Not known', NULL, 3)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_gender AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_hearing_impairment ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Deaf with speech', N'Deaf with speech', NULL, 1),
  (N'Deaf without speech', N'Deaf without speech', NULL, 2),
  (N'Hard of hearing', N'Hard of hearing', NULL, 3),
  (N'No hearing impairment', N'No hearing impairment', NULL, 4),
  (N'Unknown', N'Unknown', NULL, 5)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_hearing_impairment AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_informal_carer_involved ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Yes', N'Yes', N'At least one informal carer was involved in the assessment.', 1),
  (N'No', N'No', NULL, 2),
  (N'Don''t know', N'Don''t know', NULL, 3)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_informal_carer_involved AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_local_authority ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'716', N'Barking and Dagenham', NULL, 1),
  (N'717', N'Barnet', NULL, 2),
  (N'204', N'Barnsley', NULL, 3),
  (N'908', N'Bath and North East Somerset', NULL, 4),
  (N'625', N'Bedford', NULL, 5),
  (N'718', N'Bexley', NULL, 6),
  (N'406', N'Birmingham', NULL, 7),
  (N'324', N'Blackburn with Darwen', NULL, 8),
  (N'325', N'Blackpool', NULL, 9),
  (N'304', N'Bolton', NULL, 10),
  (N'738', N'Bournemouth, Christchurch and Poole', NULL, 11),
  (N'614', N'Bracknell Forest', NULL, 12),
  (N'209', N'Bradford', NULL, 13),
  (N'719', N'Brent', NULL, 14),
  (N'816', N'Brighton and Hove', NULL, 15),
  (N'909', N'Bristol', NULL, 16),
  (N'720', N'Bromley', NULL, 17),
  (N'612', N'Buckinghamshire', NULL, 18),
  (N'305', N'Bury', NULL, 19),
  (N'210', N'Calderdale', NULL, 20),
  (N'623', N'Cambridgeshire', NULL, 21),
  (N'702', N'Camden', NULL, 22),
  (N'626', N'Central Bedfordshire', NULL, 23),
  (N'326', N'Cheshire East', NULL, 24),
  (N'327', N'Cheshire West and Chester', NULL, 25),
  (N'714', N'City of London', NULL, 26),
  (N'902', N'Cornwall', NULL, 27),
  (N'407', N'Coventry', NULL, 28),
  (N'721', N'Croydon', NULL, 29),
  (N'102', N'Cumbria', NULL, 30),
  (N'117', N'Darlington', NULL, 31),
  (N'507', N'Derby', NULL, 32),
  (N'506', N'Derbyshire', NULL, 33),
  (N'912', N'Devon', NULL, 34),
  (N'205', N'Doncaster', NULL, 35),
  (N'809', N'Dorset', NULL, 36),
  (N'408', N'Dudley', NULL, 37),
  (N'116', N'Durham', NULL, 38),
  (N'722', N'Ealing', NULL, 39),
  (N'214', N'East Riding of Yorkshire', NULL, 40),
  (N'815', N'East Sussex', NULL, 41),
  (N'723', N'Enfield', NULL, 42),
  (N'620', N'Essex', NULL, 43),
  (N'106', N'Gateshead', NULL, 44),
  (N'904', N'Gloucestershire', NULL, 45),
  (N'703', N'Greenwich', NULL, 46),
  (N'704', N'Hackney', NULL, 47),
  (N'321', N'Halton', NULL, 48),
  (N'705', N'Hammersmith and Fulham', NULL, 49),
  (N'812', N'Hampshire', NULL, 50),
  (N'724', N'Haringey', NULL, 51),
  (N'725', N'Harrow', NULL, 52),
  (N'111', N'Hartlepool', NULL, 53),
  (N'726', N'Havering', NULL, 54),
  (N'415', N'Herefordshire', NULL, 55),
  (N'606', N'Hertfordshire', NULL, 56),
  (N'727', N'Hillingdon', NULL, 57),
  (N'728', N'Hounslow', NULL, 58),
  (N'803', N'Isle of Wight', NULL, 59),
  (N'906', N'Isles of Scilly', NULL, 60),
  (N'706', N'Islington', NULL, 61),
  (N'707', N'Kensington and Chelsea', NULL, 62),
  (N'820', N'Kent', NULL, 63),
  (N'215', N'Kingston upon Hull', NULL, 64),
  (N'729', N'Kingston upon Thames', NULL, 65),
  (N'211', N'Kirklees', NULL, 66),
  (N'315', N'Knowsley', NULL, 67),
  (N'708', N'Lambeth', NULL, 68),
  (N'323', N'Lancashire', NULL, 69),
  (N'212', N'Leeds', NULL, 70),
  (N'509', N'Leicester', NULL, 71),
  (N'508', N'Leicestershire', NULL, 72),
  (N'709', N'Lewisham', NULL, 73),
  (N'503', N'Lincolnshire', NULL, 74),
  (N'316', N'Liverpool', NULL, 75),
  (N'611', N'Luton', NULL, 76),
  (N'306', N'Manchester', NULL, 77),
  (N'821', N'Medway Towns', NULL, 78),
  (N'730', N'Merton', NULL, 79),
  (N'112', N'Middlesbrough', NULL, 80),
  (N'613', N'Milton Keynes', NULL, 81),
  (N'107', N'Newcastle upon Tyne', NULL, 82),
  (N'731', N'Newham', NULL, 83),
  (N'607', N'Norfolk', NULL, 84),
  (N'216', N'North East Lincolnshire', NULL, 85),
  (N'217', N'North Lincolnshire', NULL, 86),
  (N'910', N'North Somerset', NULL, 87),
  (N'108', N'North Tyneside', NULL, 88),
  (N'218', N'North Yorkshire', NULL, 89),
  (N'504', N'Northamptonshire', NULL, 90),
  (N'104', N'Northumberland', NULL, 91),
  (N'512', N'Nottingham', NULL, 92),
  (N'511', N'Nottinghamshire', NULL, 93),
  (N'307', N'Oldham', NULL, 94),
  (N'608', N'Oxfordshire', NULL, 95),
  (N'624', N'Peterborough', NULL, 96),
  (N'913', N'Plymouth', NULL, 97),
  (N'813', N'Portsmouth', NULL, 98),
  (N'616', N'Reading', NULL, 99),
  (N'732', N'Redbridge', NULL, 100),
  (N'113', N'Redcar and Cleveland', NULL, 101),
  (N'733', N'Richmond upon Thames', NULL, 102),
  (N'308', N'Rochdale', NULL, 103),
  (N'206', N'Rotherham', NULL, 104),
  (N'510', N'Rutland', NULL, 105),
  (N'309', N'Salford', NULL, 106),
  (N'409', N'Sandwell', NULL, 107),
  (N'317', N'Sefton', NULL, 108),
  (N'207', N'Sheffield', NULL, 109),
  (N'417', N'Shropshire', NULL, 110),
  (N'617', N'Slough', NULL, 111),
  (N'410', N'Solihull', NULL, 112),
  (N'905', N'Somerset', NULL, 113),
  (N'911', N'South Gloucestershire', NULL, 114),
  (N'109', N'South Tyneside', NULL, 115),
  (N'814', N'Southampton', NULL, 116),
  (N'621', N'Southend-on-Sea', NULL, 117),
  (N'710', N'Southwark', NULL, 118),
  (N'318', N'St. Helens', NULL, 119),
  (N'413', N'Staffordshire', NULL, 120),
  (N'310', N'Stockport', NULL, 121),
  (N'114', N'Stockton-on-Tees', NULL, 122),
  (N'414', N'Stoke-on-Trent', NULL, 123),
  (N'609', N'Suffolk', NULL, 124),
  (N'110', N'Sunderland', NULL, 125),
  (N'805', N'Surrey', NULL, 126),
  (N'734', N'Sutton', NULL, 127),
  (N'819', N'Swindon', NULL, 128),
  (N'311', N'Tameside', NULL, 129),
  (N'418', N'Telford and the Wrekin', NULL, 130),
  (N'622', N'Thurrock', NULL, 131),
  (N'914', N'Torbay', NULL, 132),
  (N'711', N'Tower Hamlets', NULL, 133),
  (N'312', N'Trafford', NULL, 134),
  (N'213', N'Wakefield', NULL, 135),
  (N'411', N'Walsall', NULL, 136),
  (N'735', N'Waltham Forest', NULL, 137),
  (N'712', N'Wandsworth', NULL, 138),
  (N'322', N'Warrington', NULL, 139),
  (N'404', N'Warwickshire', NULL, 140),
  (N'615', N'West Berkshire', NULL, 141),
  (N'807', N'West Sussex', NULL, 142),
  (N'713', N'Westminster', NULL, 143),
  (N'313', N'Wigan', NULL, 144),
  (N'817', N'Wiltshire', NULL, 145),
  (N'618', N'Windsor and Maidenhead', NULL, 146),
  (N'319', N'Wirral', NULL, 147),
  (N'619', N'Wokingham', NULL, 148),
  (N'412', N'Wolverhampton', NULL, 149),
  (N'416', N'Worcestershire', NULL, 150),
  (N'219', N'York', NULL, 151)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_local_authority AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_primary_support_reason ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Physical Support: Access & mobility only', N'Physical Support: Access & mobility only', NULL, 1),
  (N'Physical Support: Personal care support', N'Physical Support: Personal care support', NULL, 2),
  (N'Sensory Support: Support for visual impairment', N'Sensory Support: Support for visual impairment', NULL, 3),
  (N'Sensory Support: Support for hearing impairment', N'Sensory Support: Support for hearing impairment', NULL, 4),
  (N'Sensory Support: Support for dual impairment', N'Sensory Support: Support for dual impairment', NULL, 5),
  (N'Support with Memory & Cognition', N'Support with Memory & Cognition', NULL, 6),
  (N'Learning Disability Support', N'Learning Disability Support', NULL, 7),
  (N'Mental Health Support', N'Mental Health Support', NULL, 8),
  (N'Social Support: Substance misuse support', N'Social Support: Substance misuse support', NULL, 9),
  (N'Social Support: Asylum seeker support', N'Social Support: Asylum seeker support', NULL, 10),
  (N'Social Support: Support for Social Isolation/Other', N'Social Support: Support for Social Isolation/Other', NULL, 11),
  (N'PSR Not Known', N'PSR Not Known', NULL, 12)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_primary_support_reason AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_review_outcomes ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Fully Met', N'Fully Met', N'All outcomes were fully met.', 1),
  (N'Partially Met', N'Partially Met', N'At least one outcome was fully or partially met.', 2),
  (N'Not Met', N'Not Met', N'No outcomes were met.', 3)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_outcomes AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_review_reason ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Planned', N'Planned', NULL, 1),
  (N'Unplanned - Hospital (Planned and unplanned episodes)', N'Unplanned - Hospital (Planned and unplanned episodes)', NULL, 2),
  (N'Unplanned - Carer related', N'Unplanned - Carer related', NULL, 3),
  (N'Unplanned - Safeguarding concern', N'Unplanned - Safeguarding concern', NULL, 4),
  (N'Unplanned - Other Reason', N'Unplanned - Other Reason', NULL, 5),
  (N'Unplanned - Provider Failure', N'Unplanned - Provider Failure', NULL, 6),
  (N'Unplanned - Change in Commissioning arrangements', N'Unplanned - Change in Commissioning arrangements', NULL, 7)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_review_reason AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_route_of_access ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Planned Entry (Transition)', N'Planned Entry (Transition)', NULL, 1),
  (N'Discharge from Hospital', N'Discharge from Hospital', NULL, 2),
  (N'Diversion from Hospital Services', N'Diversion from Hospital Services', NULL, 3),
  (N'Community / Other route', N'Community / Other route', NULL, 4),
  (N'Prison', N'Prison', NULL, 5),
  (N'Self-Funder with depleted funds', N'Self-Funder with depleted funds', NULL, 6),
  (N'Self-Funder with depleted funds - 12-wk disregard or DPA', N'Self-Funder with depleted funds - 12-wk disregard or DPA', NULL, 7),
  (N'Discharge from Reablement', N'Discharge from Reablement', N'A new value of version 4.0, which the guidance marks as voluntary.', 8)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_route_of_access AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_service_component ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Reablement', N'Reablement', NULL, 1),
  (N'Short Term Nursing Care', N'Short Term Nursing Care', NULL, 2),
  (N'Short Term Residential Care', N'Short Term Residential Care', NULL, 3),
  (N'Long Term Nursing Care', N'Long Term Nursing Care', NULL, 4),
  (N'Long Term Residential Care', N'Long Term Residential Care', NULL, 5),
  (N'Home Support', N'Home Support', NULL, 6),
  (N'Day Support', N'Day Support', NULL, 7),
  (N'Meals', N'Meals', NULL, 8),
  (N'Transport', N'Transport', NULL, 9),
  (N'Equipment', N'Equipment', N'Only equipment that started in the year is expected in a return, for new and existing clients alike.', 10),
  (N'Direct Payment', N'Direct Payment', NULL, 11),
  (N'Shared Lives', N'Shared Lives', NULL, 12),
  (N'Community Supported Living', N'Community Supported Living', NULL, 13),
  (N'Professional Support', N'Professional Support', NULL, 14),
  (N'Learning/Education/Employment Support', N'Learning/Education/Employment Support', NULL, 15),
  (N'End of Life Care', N'End of Life Care', NULL, 16),
  (N'Emergency Support', N'Emergency Support', NULL, 17),
  (N'Other Short Term Support', N'Other Short Term Support', NULL, 18),
  (N'Other Long Term Support', N'Other Long Term Support', NULL, 19)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_component AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_service_type ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Short Term Support: ST-Max', N'Short Term Support: ST-Max', NULL, 1),
  (N'Short Term Support: Ongoing Low Level', N'Short Term Support: Ongoing Low Level', NULL, 2),
  (N'Short Term Support: Other Short Term', N'Short Term Support: Other Short Term', NULL, 3),
  (N'Long Term Support: Nursing Care', N'Long Term Support: Nursing Care', NULL, 4),
  (N'Long Term Support: Residential Care', N'Long Term Support: Residential Care', NULL, 5),
  (N'Long Term Support: Community', N'Long Term Support: Community', NULL, 6)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_service_type AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_visual_impairment ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Blind/severely sight impaired', N'Blind/severely sight impaired', NULL, 1),
  (N'Partial sight/sight impaired', N'Partial sight/sight impaired', NULL, 2),
  (N'No visual impairment', N'No visual impairment', NULL, 3),
  (N'Unknown', N'Unknown', NULL, 4)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_visual_impairment AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_yes_no_not_known ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Yes', N'Yes', NULL, 1),
  (N'No', N'No', NULL, 2),
  (N'Not known', N'Not known', NULL, 3)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no_not_known AS t WHERE t.[value] = v.[value]);
GO

INSERT INTO cld_list_yes_no ([value], [label], [description], [position])
SELECT v.[value], v.[label], v.[description], v.[position]
FROM (VALUES
  (N'Yes', N'Yes', N'The client pays the full direct costs of the services. The council arranges the support, with regular reviews and support planning.', 1),
  (N'No', N'No', NULL, 2)
) AS v ([value], [label], [description], [position])
WHERE NOT EXISTS (SELECT 1 FROM cld_list_yes_no AS t WHERE t.[value] = v.[value]);
GO
