using System.Collections.Immutable;
using Bogus;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Deliveries;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Text;
using Person = ContactPortal.Domain.Persons.Person;

namespace ContactPortal.Blazor.Demo;

/// <summary>A contact that the editor creates for the person, and when.</summary>
internal sealed record PlannedContact(DateTimeOffset At, Person Editor, Person Person, ContactDraft Draft);

/// <summary>A grant of the right by the local administrator, and when.</summary>
internal sealed record PlannedGrant(DateTimeOffset At, Guid Holder);

/// <summary>A deactivation of the contact by the editor, and when.</summary>
internal sealed record PlannedDeactivation(DateTimeOffset At, Person Editor, PlannedContact Contact, Guid SaveId);

/// <summary>The local administrator says at that moment that the person has left.</summary>
internal sealed record PlannedDeparture(DateTimeOffset At, Guid PersonId);

/// <summary>
/// A municipality's persons in the demonstration, and the commands they run, in order. Deterministic: the same for the same beginning on
/// every machine.
/// </summary>
internal sealed record MunicipalityPlan
{
    private const int PersonsEach = 30;
    private const int MinContacts = 10;
    private const int MaxContacts = 13;
    private const int MinDeactivated = 1;
    private const int MaxDeactivated = 3;
    private const float ShareWithTheRight = 0.8f;
    private const int FirstRid = 20_000_000;

    // Long enough ago that every plan has ended: the longest takes four months.
    private const int MonthsBack = 10;

    private static readonly TimeSpan MonthBegins = new(days: 4, hours: 7, minutes: 0, seconds: 0);

    private static readonly OrganisationCode København = new(101);
    private static readonly ImmutableArray<string> Types = ["AMFORA", "RAADIGHED", "RESULTAT"];

    /// <summary>Læsø, the one municipality without a local administrator: an example for the agency.</summary>
    public static OrganisationCode WithoutAdministrator { get; } = new(825);

    /// <summary>Fanø, the one municipality without contacts: an example for the agency.</summary>
    public static OrganisationCode WithoutContacts { get; } = new(563);

    /// <summary>The municipality.</summary>
    public required OrganisationCode Organisation { get; init; }

    /// <summary>Everybody who works there.</summary>
    public required ImmutableArray<Person> Persons { get; init; }

    /// <summary>The contacts, the oldest first.</summary>
    public required ImmutableArray<PlannedContact> Contacts { get; init; }

    /// <summary>The grants after them, the oldest first.</summary>
    public required ImmutableArray<PlannedGrant> Grants { get; init; }

    /// <summary>The deactivations after those, the oldest first.</summary>
    public required ImmutableArray<PlannedDeactivation> Deactivations { get; init; }

    /// <summary>Who leaves after those, the oldest first.</summary>
    public required ImmutableArray<PlannedDeparture> Departures { get; init; }

    /// <summary>The times of all commands.</summary>
    public IEnumerable<DateTimeOffset> Moments =>
    [
        .. Persons.Select(p => p.CreatedAt), .. Contacts.Select(c => c.At), .. Grants.Select(g => g.At), .. Deactivations.Select(d => d.At),
        .. Departures.Select(d => d.At),
    ];

    /// <summary>When the plans begin, for a demonstration created at that time.</summary>
    public static DateTimeOffset BeginningFor(DateTimeOffset now) =>
        new DateTimeOffset(Period.Of(DanishCalendar.Of(now)).Plus(-MonthsBack).FirstDay.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
        + MonthBegins;

    /// <summary>The plan of a municipality.</summary>
    public static MunicipalityPlan Of(OrganisationCode organisation, DemonstrationNames names, DateTimeOffset beginning)
    {
        var random = new Randomizer(organisation.Value);
        var fixedPersons = Personas.EntriesIn(organisation, beginning).ToImmutableArray();
        var others = OtherPersons(
            organisation, names, random, PersonsEach - fixedPersons.Length,
            needsAdministrator: !fixedPersons.Any(p => p.IsLocalAdministrator),
            beginning);
        var editors = others.TakeLast(MinContacts).ToArray();
        var at = beginning;
        var contacts = organisation == WithoutContacts ? [] : PlanContacts(organisation, fixedPersons, others, editors, random, ref at);
        var grants = PlanGrants(organisation, contacts, random, ref at);
        var deactivations = PlanDeactivations(contacts, editors, random, ref at);
        ImmutableArray<Person> persons = [.. fixedPersons, .. others];
        return new()
        {
            Organisation = organisation,
            Persons = persons,
            Contacts = contacts,
            Grants = grants,
            Deactivations = deactivations,
            Departures = PlanDepartures(organisation, persons, contacts, at),
        };
    }

    private static ImmutableArray<PlannedContact> PlanContacts(
        OrganisationCode organisation, ImmutableArray<Person> fixedPersons, ImmutableArray<Person> others, Person[] editors,
        Randomizer random, ref DateTimeOffset at)
    {
        var holders = fixedPersons
            .Select(p => (Person: p, Types: Personas.All.First(a => a.PersonId == p.Id).Responsibilities))
            .Where(c => c.Types is not null)
            .Select(c => (c.Person, Types: c.Types!.Value))
            .Concat(others.Take(random.Int(MinContacts, MaxContacts)).Select(p => (Person: p, Types: PickTypes(random))));
        var contacts = ImmutableArray.CreateBuilder<PlannedContact>();
        foreach (var (person, types) in holders)
        {
            at += TimeSpan.FromMinutes(random.Int(30, 40_000 / MaxContacts));
            var draft = new ContactDraft
            {
                SaveId = random.Guid(),
                Typed = new()
                {
                    Rid = person.Rid.Digits,
                    Name = person.Name,
                    Email = person.Email,
                    Mobile = random.Bool(0.7f) ? DanishNumber(random, "2", "4", "5", "6") : "",
                    Phone = random.Bool(0.5f) ? DanishNumber(random, "33", "36", "86", "98") : "",
                    Responsibilities = [.. types.Where(t => organisation != CoverageExamples.NobodyResponsible || t != Types[^1])],
                },
            };
            contacts.Add(new(at, random.ArrayElement(editors), person, draft));
        }

        return contacts.ToImmutable();
    }

    /// <summary>Grants the right to most contacts.</summary>
    private static ImmutableArray<PlannedGrant> PlanGrants(
        OrganisationCode organisation, ImmutableArray<PlannedContact> contacts, Randomizer random, ref DateTimeOffset at)
    {
        var fixedOnes = Personas.All.Select(p => p.PersonId).ToHashSet();
        var isInGoodOrder = CoverageExamples.IsInGoodOrder(organisation);
        var holders = contacts.Select(c => c.Person.Id)
            .Where(id => !fixedOnes.Contains(id) && (random.Bool(ShareWithTheRight) || isInGoodOrder))
            .Concat(Personas.All.Where(p => p.HoldsRight && p.Organisations.Contains(organisation)).Select(p => p.PersonId));
        var grants = ImmutableArray.CreateBuilder<PlannedGrant>();
        foreach (var holder in holders)
            grants.Add(new(at += TimeSpan.FromHours(random.Int(1, 40)), holder));
        return grants.ToImmutable();
    }

    private static ImmutableArray<PlannedDeactivation> PlanDeactivations(
        ImmutableArray<PlannedContact> contacts, Person[] editors, Randomizer random, ref DateTimeOffset at)
    {
        var deactivations = ImmutableArray.CreateBuilder<PlannedDeactivation>();
        foreach (var contact in contacts.TakeLast(random.Int(MinDeactivated, MaxDeactivated)))
        {
            at += TimeSpan.FromDays(random.Int(1, 20));
            var saveId = random.Guid();
            deactivations.Add(new(at, random.ArrayElement(editors), contact, saveId));
        }

        return deactivations.ToImmutable();
    }

    /// <summary>Somebody leaves who is a contact still, and the only local administrator of a municipality does.</summary>
    private static ImmutableArray<PlannedDeparture> PlanDepartures(
        OrganisationCode organisation, ImmutableArray<Person> persons, ImmutableArray<PlannedContact> contacts, DateTimeOffset at)
    {
        var leaver = organisation == WithoutAdministrator ? persons.First(p => p.IsLocalAdministrator)
            : organisation == København || organisation == CoverageExamples.ContactLeft ? LeavingContact(contacts)
            : null;
        return leaver is null ? [] : [new(at + TimeSpan.FromDays(1), leaver.Id)];
    }

    private static Person LeavingContact(ImmutableArray<PlannedContact> contacts)
    {
        var fixedOnes = Personas.All.Select(p => p.PersonId).ToHashSet();
        var others = contacts.Take(MinContacts - MaxDeactivated).Where(c => !fixedOnes.Contains(c.Person.Id)).ToList();

        // Whoever answers for nothing: else everybody would get the receipts.
        return (others.Find(c => c.Draft.Typed.Responsibilities.IsEmpty) ?? others[0]).Person;
    }

    private static ImmutableArray<Person> OtherPersons(
        OrganisationCode organisation, DemonstrationNames names, Randomizer random, int count, bool needsAdministrator,
        DateTimeOffset since) =>
    [
        .. names.Pick(random, count).Select((name, i) => new Person
        {
            Organisation = organisation,
            Id = DemonstrationId.Of($"{organisation}:{i}"),
            Name = name,
            Email = DemonstrationId.EmailOf(name, organisation),

            // The last one, who is never a contact: local administrators rarely are.
            IsLocalAdministrator = needsAdministrator && i == count - 1,
            CreatedAt = since,
        }.Identify(
            PersonIdentifierKind.Rid, $"{FirstRid + (organisation.Value * 1000) + (i * 17)}", since,
            id: DemonstrationId.Of($"{organisation}:{i}:rid"))),
    ];

    private static ImmutableArray<string> PickTypes(Randomizer random) =>
        [.. random.ArrayElements([.. Types], random.WeightedRandom([0, 1, 2, 3], [0.15f, 0.5f, 0.25f, 0.1f]))];

    private static string DanishNumber(Randomizer random, params string[] beginnings)
    {
        // Not every number of eight digits is valid.
        string number;
        do
            number = random.ReplaceNumbers(random.ArrayElement(beginnings).PadRight(8, '#'));
        while (!PhoneNumber.IsValid(number));
        return number;
    }
}
