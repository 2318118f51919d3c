using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>What a file does to an organisation's directory (P7). Nothing else is carried out.</summary>
/// <param name="File">The file.</param>
/// <param name="MissingHaveLeft">Whether those who are missing in the file have left.</param>
/// <param name="Steps">What is added and changed, by line; then those who have left because they are missing.</param>
/// <param name="Unchanged">How many lines say what the directory says.</param>
/// <param name="Skipped">The lines that are skipped.</param>
/// <param name="Missing">
/// The persons who are missing in the file and can be marked as left: not those who may be meant by a skipped line, not who imports the
/// file, and not the administrators if none would remain (U5).
/// </param>
public sealed record PersonImportPlan(
    ImportFile File, bool MissingHaveLeft, ImmutableArray<PersonImportStep> Steps, int Unchanged, ImmutableArray<PersonImportSkip> Skipped,
    ImmutableArray<PersonEntry> Missing)
{
    /// <summary>Whether both do the same.</summary>
    public bool DoesTheSameAs(PersonImportPlan other) => Steps.SequenceEqual(other.Steps);
}
