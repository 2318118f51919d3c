using System.Text.Json;
using ContactPortal.Domain.Agency;

namespace ContactPortal.Blazor.Api;

/// <summary>The coverage of the municipalities.</summary>
/// <param name="Municipalities">The municipalities, by name.</param>
internal sealed record CoverageAnswer(IReadOnlyList<MunicipalityAnswer> Municipalities)
{
    public static CoverageAnswer Of(IEnumerable<MunicipalityCoverage> municipalities) =>
        new([.. municipalities.Select(MunicipalityAnswer.Of)]);
}

/// <summary>The coverage of a municipality.</summary>
/// <param name="Organisation">The municipality's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Region">The name of its region.</param>
/// <param name="Contacts">The number of its active contacts.</param>
/// <param name="Types">Its coverage of each delivery type.</param>
/// <param name="Gaps">Its gaps, the gravest first; empty when all is well.</param>
internal sealed record MunicipalityAnswer(
    int Organisation, string Name, string Region, int Contacts, IReadOnlyList<TypeAnswer> Types, IReadOnlyList<GapAnswer> Gaps)
{
    public static MunicipalityAnswer Of(MunicipalityCoverage coverage) => new(
        coverage.Municipality.Code.Value, coverage.Municipality.Name, coverage.Region, coverage.Contacts,
        [.. coverage.Types.Select(t => new TypeAnswer(t.Type.Code, t.Responsible, t.Late?.ToString()))],
        [.. coverage.Gaps.Select(g => new GapAnswer(
            JsonNamingPolicy.CamelCase.ConvertName(g.Kind.ToString()), g.Type?.Code, g.Count > 0 ? g.Count : null, g.Period?.ToString()))]);
}

/// <summary>The coverage of a delivery type.</summary>
/// <param name="Type">The type's code.</param>
/// <param name="Responsible">How many contacts are responsible for it and have not left.</param>
/// <param name="LatePeriod">The newest month whose delivery is overdue; null when none is.</param>
internal sealed record TypeAnswer(string Type, int Responsible, string? LatePeriod);

/// <summary>A gap in the coverage.</summary>
/// <param name="Kind">
/// What is wrong: noContact, nobodyResponsible, contactLeft, mailsComeBack, deliveryLate, contactLacksRight, noAdministrator.
/// </param>
/// <param name="Type">The code of the type that it is about; null for none.</param>
/// <param name="Count">How many contacts it is about; null for none.</param>
/// <param name="Period">The month of an overdue delivery; else null.</param>
internal sealed record GapAnswer(string Kind, string? Type, int? Count, string? Period);
