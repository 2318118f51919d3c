using System.Collections.Immutable;
using System.Text;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Imports;

namespace ContactPortal.Tests.Imports;

/// <summary>Files for the tests of the import.</summary>
internal static class ImportTestFile
{
    public const string Name = "medarbejdere.csv";

    public static readonly ImmutableArray<DeliveryType> Types =
        [new(Amfora, "AMFORA", 1), new(Raadighed, "Rådighedsdata", 2), new(Resultat, "Resultatdata", 3)];

    /// <summary>A file of persons with those lines, the first of which has the headings.</summary>
    public static ImportFile Persons(params string[] lines) => Read(PersonImportLayout.Layout, lines);

    /// <summary>A file of contacts with those lines, the first of which has the headings.</summary>
    public static ImportFile Contacts(params string[] lines) => Read(ContactImportLayout.Of(Types), lines);

    /// <summary>A file as an export writes it.</summary>
    public static ImportFile Exported(ImportLayout layout, IEnumerable<ImmutableArray<string>> lines) =>
        Read(layout, [.. lines.Prepend(layout.Headings).Select(cells => Csv.Line(cells.AsSpan()))]);

    private static ImportFile Read(ImportLayout layout, string[] lines) => Assert.IsType<ImportFileOutcome.Read>(
        ImportFileReader.Read(Name, Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), layout)).File;
}
