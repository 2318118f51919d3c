using System.Collections.Immutable;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Demo;

/// <summary>One of the fixed persons of the demonstration.</summary>
/// <param name="Name">The name.</param>
/// <param name="Rid">The RID in each of the organisations.</param>
/// <param name="Organisations">The organisations the person works for; a sign-in starts in the first.</param>
/// <param name="Description">The purpose of the persona, in the current UI language.</param>
/// <param name="Responsibilities">The delivery types the person is responsible for as a contact; null if the person is no contact.</param>
internal sealed record Persona(
    string Name, string Rid, ImmutableArray<OrganisationCode> Organisations, Func<string> Description,
    ImmutableArray<string>? Responsibilities = null)
{
    /// <summary>The value that the button on the sign-in page posts.</summary>
    public string Key => $"{Organisations[0]}-{Rid}";

    /// <summary>The person's UUID: the same on every machine and in every organisation.</summary>
    public Guid PersonId => DemonstrationId.Of(Key);

    /// <summary>Whether the person holds TASS Opfølgning.</summary>
    public bool HoldsRight { get; init; }

    /// <summary>Whether the person is local administrator.</summary>
    public bool IsLocalAdministrator { get; init; }
}

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
