using System.Globalization;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Hosting;

/// <summary>The portal with the demonstration on, as a developer starts it: one for each class of tests that asks for it.</summary>
public sealed class DemonstrationPortal(SeededDatabase seeded) : IAsyncLifetime
{
    private static int lastRid = 40_000_000;

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-browser-").FullName;

    public PortalHost Host { get; private set; } = null!;

    /// <summary>Where rosters come from; a test can break it.</summary>
    public BreakableRosters Rosters { get; } = new();

    /// <summary>How its mails leave; a test can break it.</summary>
    public BreakablePost Post { get; } = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Host = new()
        {
            DatabaseFile = Path.Combine(folder, "portal.db"),
            Settings = ReportingSystem.Settings,
            Otherwise = services => services
                .AddSingleton(of => Rosters.Over(ActivatorUtilities.CreateInstance<RosterSource>(of)))
                .AddSingleton(_ => Post.Over(new FolderTransport(Path.Combine(folder, "mails")))),
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

    /// <summary>A RID that nobody has.</summary>
    public static string NewRid() => Interlocked.Increment(ref lastRid).ToString(CultureInfo.InvariantCulture);

    /// <summary>Has an employee in a municipality's directory, København's unless said otherwise, who is no contact.</summary>
    public async Task<Person> HasPersonAsync(string name, OrganisationCode? organisation = null)
    {
        var rid = NewRid();
        var person = APerson().In(organisation ?? Koebenhavn).Named(name).WithRid(rid).WithEmail($"kontakt.{rid}@kommune.example").Build();
        await Host.People.ImportAsync(person.Organisation, [person], Stop);
        return person;
    }

    /// <summary>Has a contact, made by the portal's own commands by somebody who is nobody's persona.</summary>
    public async Task<RosterContact> HasContactAsync(string name, OrganisationCode? organisation = null, bool deactivated = false, params string[] types)
    {
        var person = await HasPersonAsync(name, organisation);
        var draft = ADraftOf(person);
        draft = draft with { Typed = draft.Typed with { Mobile = "28123456", Responsibilities = [.. types], Deactivated = deactivated } };
        return await SaveAsync(AnActor().In(person.Organisation).Named("Opsætning"), draft);
    }

    /// <summary>What the contact is changed to by somebody.</summary>
    public Task<RosterContact> ChangeAsync(Actor actor, RosterContact contact, ContactField field, string text) =>
        SaveAsync(actor, ContactDraft.Of(contact).With(field, text));

    public async Task<RosterContact> SaveAsync(Actor actor, ContactDraft draft) =>
        (await Host.Book.SaveAsync(actor, draft, Stop)).Is<SaveOutcome.Saved>().Contact;

    /// <summary>The contact as the database has it now.</summary>
    public async Task<ContactValues> NowAsync(RosterContact contact)
    {
        await using var db = await Host.Services.GetRequiredService<PortalStore>().ReadAllAsync(Stop);
        return (await db.Contacts.AsNoTracking().SingleAsync(c => c.Id == contact.Id, Stop)).Values;
    }

    /// <summary>The contacts that the database has with that RID.</summary>
    public async Task<IReadOnlyList<ContactValues>> WithRidAsync(string rid)
    {
        await using var db = await Host.Services.GetRequiredService<PortalStore>().ReadAllAsync(Stop);
        return [.. (await db.Contacts.AsNoTracking().ToListAsync(Stop)).Select(c => c.Values).Where(v => v.Rid == rid)];
    }

    /// <summary>The lines of the contact's history, the oldest first.</summary>
    public async Task<IReadOnlyList<HistoryEntry>> HistoryAsync(RosterContact contact)
    {
        await using var db = await Host.Services.GetRequiredService<PortalStore>().ReadAllAsync(Stop);
        return await db.History.AsNoTracking().Where(e => e.Subject == contact.Id).OrderBy(e => e.Number).ToListAsync(Stop);
    }
}
