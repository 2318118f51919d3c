using System.Collections.Immutable;
using Bogus;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.Extensions.Options;
using Person = ContactPortal.Domain.Persons.Person;

namespace ContactPortal.Blazor.Demo;

/// <summary>
/// Fills an empty database with 98 municipalities' persons and contacts: the same on every machine, through the portal's own
/// commands. Run again after it was broken off, it goes on where it stopped.
/// </summary>
internal sealed class DemonstrationData(PersonDirectory directory, PortalStore store, TimeProvider now)
{
    private const int PersonsEach = 30;
    private const int FewestContacts = 10;
    private const int MostContacts = 13;
    private const int FewestDeactivated = 1;
    private const int MostDeactivated = 3;
    private const float ShareWithTheRight = 0.8f;
    private const int FirstRid = 20_000_000;

    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(1));
    private static readonly ImmutableArray<string> Types = ["AMFORA", "RAADIGHED", "RESULTAT"];

    private readonly DemonstrationNames names = DemonstrationNames.Read();

    /// <summary>Fills the database unless it has been filled.</summary>
    public async Task FillAsync(CancellationToken stop)
    {
        if (await directory.ActorAsync(Personas.Find("0-90000001")!.PersonId, Municipalities.All[0].Code, stop) is not null)
            return;

        foreach (var municipality in Municipalities.All)
            await FillAsync(municipality.Code, stop);
        await new DemonstrationDeliveries(store, now).FillAsync(stop);

        // Last: that the agency's people are there says that all of it is.
        await directory.ImportAsync(OrganisationCode.Agency, [.. Personas.EntriesIn(OrganisationCode.Agency)], stop);
    }

    private async Task FillAsync(OrganisationCode organisation, CancellationToken stop)
    {
        var random = new Randomizer(organisation.Value);
        var fixedPersons = Personas.EntriesIn(organisation).ToImmutableArray();
        var others = OtherPersons(organisation, random, PersonsEach - fixedPersons.Length, needsAdministrator: !fixedPersons.Any(p => p.IsLocalAdministrator));
        await directory.ImportAsync(organisation, [.. fixedPersons, .. others], stop);

        var clock = new DemonstrationClock(Beginning);
        var book = new ContactBook(store, Outbox.Closed, clock);
        var contacts = fixedPersons
            .Select(p => (Person: p, Types: Personas.All.First(a => a.PersonId == p.Id).Responsibilities))
            .Where(c => c.Types is not null)
            .Select(c => (c.Person, Types: c.Types!.Value))
            .Concat(others.Take(random.Int(FewestContacts, MostContacts)).Select(p => (Person: p, Types: SomeTypes(random))));
        var editors = others.TakeLast(FewestContacts).ToImmutableArray();
        var saved = new List<RosterContact>();
        foreach (var (person, types) in contacts)
        {
            clock.Advance(TimeSpan.FromMinutes(random.Int(30, 40_000 / MostContacts)));
            saved.Add(await SaveAsync(book, random, editors, new ContactDraft
            {
                SaveId = random.Guid(),
                Typed = new()
                {
                    Rid = person.Rid.Digits,
                    Name = person.Name,
                    Email = person.Email,
                    Mobile = random.Bool(0.7f) ? DanishNumber(random, "2", "4", "5", "6") : "",
                    Phone = random.Bool(0.5f) ? DanishNumber(random, "33", "36", "86", "98") : "",
                    Responsibilities = [.. types],
                },
            }, stop));
        }

        await GrantAsync(organisation, clock, random, [.. fixedPersons, .. others], saved, stop);
        foreach (var contact in saved.TakeLast(random.Int(FewestDeactivated, MostDeactivated)))
        {
            clock.Advance(TimeSpan.FromDays(random.Int(1, 20)));
            var draft = ContactDraft.Of(contact).With(ContactField.Deactivated, ticked: true) with { SaveId = random.Guid() };
            await SaveAsync(book, random, editors, draft, stop);
        }
    }

    /// <summary>Gives most contacts the right, as the local administrator would have.</summary>
    private async Task GrantAsync(
        OrganisationCode organisation, DemonstrationClock clock, Randomizer random, ImmutableArray<Person> persons,
        List<RosterContact> contacts, CancellationToken stop)
    {
        var administrator = persons.First(p => p.IsLocalAdministrator);
        var actor = new Actor(administrator.Id, administrator.Name, organisation, Role.LocalAdministrator);
        var rights = new RightsBook(store, Outbox.Closed, Options.Create(new RightsOptions()), clock);
        var fixedOnes = Personas.All.Select(p => p.PersonId).ToHashSet();
        var holders = contacts.Select(c => c.PersonId).Where(id => !fixedOnes.Contains(id) && random.Bool(ShareWithTheRight))
            .Concat(Personas.All.Where(p => p.HoldsRight && p.Organisations.Contains(organisation)).Select(p => p.PersonId));
        foreach (var holder in holders)
        {
            clock.Advance(TimeSpan.FromHours(random.Int(1, 40)));
            await rights.GrantAsync(actor, holder, stop);
        }
    }

    private static async Task<RosterContact> SaveAsync(
        ContactBook book, Randomizer random, ImmutableArray<Person> editors, ContactDraft draft, CancellationToken stop)
    {
        var editor = random.ArrayElement([.. editors]);
        var outcome = await book.SaveAsync(new(editor.Id, editor.Name, editor.Organisation, Role.Staff), draft, stop);
        return outcome is SaveOutcome.Saved saved
            ? saved.Contact
            : throw new InvalidOperationException($"The demonstration's contact {draft.Typed.Rid} was refused: {(outcome as SaveOutcome.Invalid)?.Broken.FirstOrDefault()?.ToString() ?? outcome.ToString()}");
    }

    private ImmutableArray<Person> OtherPersons(OrganisationCode organisation, Randomizer random, int count, bool needsAdministrator)
    {
        var picked = names.Pick(random, count);
        return
        [
            .. picked.Select((name, i) => new Person
            {
                Organisation = organisation,
                Id = DemonstrationId.Of($"{organisation}:{i}"),
                Rid = Rid.Parse($"{FirstRid + (organisation.Value * 1000) + (i * 17)}"),
                Name = name,
                Email = DemonstrationId.EmailOf(name, organisation),

                // The last one: never a contact, as local administrators mostly are none.
                IsLocalAdministrator = needsAdministrator && i == count - 1,
            }),
        ];
    }

    private static ImmutableArray<string> SomeTypes(Randomizer random) =>
        [.. random.ArrayElements([.. Types], random.WeightedRandom([0, 1, 2, 3], [0.15f, 0.5f, 0.25f, 0.1f]))];

    private static string DanishNumber(Randomizer random, params string[] beginnings)
    {
        // Not every number of eight digits is given out.
        string number;
        do
            number = random.ReplaceNumbers(random.ArrayElement(beginnings).PadRight(8, '#'));
        while (!PhoneNumber.IsValid(number));
        return number;
    }
}
