using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Globalization;
using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal with demonstration data, as a developer starts it.</summary>
public sealed class DemonstrationPortal(SeededDatabase seeded) : IAsyncLifetime
{
    private static readonly ImmutableArray<OrganisationCode> OfPersonas = [.. Personas.All.SelectMany(persona => persona.Organisations)];

    private static readonly ImmutableArray<OrganisationCode> WithoutPersonas =
    [
        .. Municipalities.All.Select(municipality => municipality.Code)
            .Except([.. OfPersonas, MunicipalityPlan.WithoutAdministrator, MunicipalityPlan.WithoutContacts]),
    ];

    private static int lastRid = 40_000_000;

    private int municipalitiesTaken;

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-browser-").FullName;

    public PortalHost Host { get; private set; } = null!;

    /// <summary>Additional settings.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = ReadOnlyDictionary<string, string?>.Empty;

    /// <summary>The portal's clock; null for the portal's own, the system clock.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The snapshot loader, with which a test can inject failures.</summary>
    public FaultInjectingSnapshotLoader SnapshotLoader { get; } = new();

    /// <summary>The mail transport, with which a test can inject failures.</summary>
    public FaultInjectingMailTransport MailTransport { get; } = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = new()
        {
            DatabaseFile = Path.Combine(folder, "portal.db"),
            Settings = new([.. ReportingSystem.Settings, .. Settings]),
            ConfigureServices = services => (Clock is null ? services : services.AddSingleton(Clock))
                .AddSingleton(of => SnapshotLoader.Wrap(ActivatorUtilities.CreateInstance<SnapshotLoader>(of)))
                .AddSingleton(_ => MailTransport.Wrap(new FolderTransport(Path.Combine(folder, "mails")))),
        };
        await seeded.CopyToAsync(Host.DatabaseFile);
        Host.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        using (var pooled = new SqliteConnection($"Data Source={Host.DatabaseFile}"))
            SqliteConnection.ClearPool(pooled);
        TemporaryFolder.Remove(folder);
    }

    /// <summary>A RID that is not in use.</summary>
    public static string NewRid() => Interlocked.Increment(ref lastRid).ToString(CultureInfo.InvariantCulture);

    /// <summary>A municipality with contacts and an administrator, but without personas, that was not returned before.</summary>
    public OrganisationCode TakeMunicipality()
    {
        var taken = Interlocked.Increment(ref municipalitiesTaken);
        Assert.True(taken <= WithoutPersonas.Length, "Every municipality is in use: a test that only reads does as well with a persona.");
        return WithoutPersonas[taken - 1];
    }

    /// <summary>Adds a person who is no contact to a municipality's directory; København's by default.</summary>
    public async Task<Person> AddPersonAsync(string name, OrganisationCode? organisation = null)
    {
        var rid = NewRid();
        var person = APerson().In(organisation ?? Koebenhavn).Named(name).WithRid(rid).WithEmail($"kontakt.{rid}@kommune.example").Build();
        await Host.People.ImportAsync(person.Organisation, [person], CancellationToken);
        return person;
    }

    /// <summary>Adds a contact through <see cref="ContactService"/>, with an actor who is no persona.</summary>
    public async Task<ContactView> AddContactAsync(
        string name, OrganisationCode? organisation = null, bool deactivated = false, params string[] types)
    {
        var person = await AddPersonAsync(name, organisation);
        var draft = ADraftOf(person);
        draft = draft with { Typed = draft.Typed with { Mobile = "28123456", Responsibilities = [.. types], Deactivated = deactivated } };
        return await SaveAsync(AnActor().In(person.Organisation).Named("Opsætning"), draft);
    }

    /// <summary>Changes one field of a contact and returns the saved contact.</summary>
    public Task<ContactView> ChangeAsync(Actor actor, ContactView contact, ContactField field, string text) =>
        SaveAsync(actor, ContactDraft.Of(contact).With(field, text));

    public async Task<ContactView> SaveAsync(Actor actor, ContactDraft draft) =>
        (await Host.ContactService.SaveAsync(actor, draft, CancellationToken)).Is<SaveOutcome.Saved>().Contact;

    /// <summary>Reads the contact's values from the database.</summary>
    public async Task<ContactValues> ReadContactAsync(ContactView contact)
    {
        await using var db = await Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return (await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == contact.Id, CancellationToken)).Values;
    }

    /// <summary>Reads the contacts with that RID from the database.</summary>
    public async Task<IReadOnlyList<ContactValues>> ReadContactsByRidAsync(string rid)
    {
        await using var db = await Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return [.. (await db.Contacts.AsNoTracking().ToListAsync(CancellationToken)).Select(c => c.Values).Where(v => v.Rid == rid)];
    }

    /// <summary>The contact's history entries, the oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(ContactView contact)
    {
        await using var db = await Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.History.AsNoTracking().Where(e => e.Subject == contact.Id).OrderBy(e => e.Number).ToListAsync(CancellationToken);
    }
}
