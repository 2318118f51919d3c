using System.Collections.Immutable;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Demo;

/// <summary>The personas.</summary>
internal static class Personas
{
    private static readonly OrganisationCode København = new(101);
    private static readonly OrganisationCode HøjeTaastrup = new(169);
    private static readonly OrganisationCode Ishøj = new(183);
    private static readonly OrganisationCode Aarhus = new(751);

    /// <summary>All personas, in the order of the sign-in page.</summary>
    public static ImmutableArray<Persona> All { get; } =
    [
        new("Mette Holm", "10000001", [København], () => PersonaTexts.MetteHolm, ["AMFORA", "RESULTAT"]) { HoldsRight = true },
        new("Ali Khan", "10000002", [København], () => PersonaTexts.AliKhan, ["RAADIGHED"]),
        new("Birthe Lund", "10000003", [København], () => PersonaTexts.BirtheLund) { IsLocalAdministrator = true },
        new("Freja Nissen", "10000004", [København], () => PersonaTexts.FrejaNissen),
        new("Søren Dahl", "10000001", [Aarhus], () => PersonaTexts.SoerenDahl, ["AMFORA"]) { HoldsRight = true },
        new("Karin Friis", "10000005", [HøjeTaastrup, Ishøj], () => PersonaTexts.KarinFriis, ["RESULTAT"]) { HoldsRight = true },
        new("Jens Winther", "90000001", [OrganisationCode.Agency], () => PersonaTexts.JensWinther),
    ];

    /// <summary>The personas as the sign-in page shows them.</summary>
    public static ImmutableArray<SignInChoice> Choices { get; } =
        [.. All.Select(p => new SignInChoice(p.Key, p.Name, p.Rid, string.Join(" · ", p.Organisations.Select(NameOf)), p.Description))];

    /// <summary>The persona with that key, or null.</summary>
    public static Persona? Find(string? key) => All.FirstOrDefault(p => p.Key == key);

    /// <summary>The directory entries of the personas that work for the organisation, created at that time.</summary>
    public static IEnumerable<Person> EntriesIn(OrganisationCode organisation, DateTimeOffset since) => All
        .Where(p => p.Organisations.Contains(organisation))
        .Select(p => new Person
        {
            Organisation = organisation,
            Id = p.PersonId,
            Name = p.Name,
            Email = DemonstrationId.EmailOf(p.Name, organisation),
            IsLocalAdministrator = p.IsLocalAdministrator,
            CreatedAt = since,
        }.Identify(PersonIdentifierKind.Rid, p.Rid, since, id: DemonstrationId.Of($"{organisation}:{p.Rid}:rid")));

    private static string NameOf(OrganisationCode code) => code == OrganisationCode.Agency ? "AMS" : Municipalities.NameOf(code);
}
