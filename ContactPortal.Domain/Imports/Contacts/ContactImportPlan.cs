using System.Collections.Immutable;

namespace ContactPortal.Domain.Imports;

/// <summary>What a file does to the contacts of all municipalities (P9).</summary>
/// <param name="File">The file.</param>
/// <param name="Municipalities">What it does to each municipality that it names, by code.</param>
/// <param name="Skipped">The lines that name no municipality.</param>
public sealed record ContactImportPlan(
    ImportFile File, ImmutableArray<MunicipalityImportPlan> Municipalities, ImmutableArray<ContactImportSkip> Skipped);
