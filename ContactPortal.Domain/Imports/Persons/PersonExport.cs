using System.Collections.Immutable;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Domain.Imports;

/// <summary>Writes persons as the lines of a file that the import reads back unchanged.</summary>
public static class PersonExport
{
    /// <summary>The cells of a person, in the order of <see cref="PersonImportLayout.Layout"/>.</summary>
    public static ImmutableArray<string> CellsOf(PersonEntry person)
    {
        var values = person.Values;
        return
        [
            values.Name, values.Email, values.Rid, values.ProfessionalUuid, YesNo.Of(values.HasLeft), IdentifierText.Of(person.Id),
        ];
    }
}
