using System.Collections.Immutable;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Domain.Imports;

/// <summary>What a file does to the contacts of one municipality; it is carried out in one transaction (P9).</summary>
/// <param name="Organisation">The municipality.</param>
/// <param name="Steps">What is added and changed, by line.</param>
/// <param name="Unchanged">How many lines say what the portal says.</param>
/// <param name="Skipped">The lines that are skipped.</param>
public sealed record MunicipalityImportPlan(
    OrganisationCode Organisation, ImmutableArray<ContactImportStep> Steps, int Unchanged, ImmutableArray<ContactImportSkip> Skipped);
