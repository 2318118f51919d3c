using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// What every test of one portal in a browser has: the shared portal or one of its own, a municipality that no other test uses, people of it who are
/// signed in, and at the end no error in the portal's log. An error that is logged while several tests run fails all of them.
/// </summary>
public abstract class BrowserTest(Chromium chromium, SharedPortal shared) : BrowserUserTest(chromium)
{
    private readonly Dictionary<string, Actor> people = [];
    private DemonstrationPortal? own;
    private OrganisationCode? municipality;
    private int faultsBefore;

    /// <summary>The portal: the shared one, unless the test has asked for its own.</summary>
    protected DemonstrationPortal Portal { get; private set; } = null!;

    /// <summary>The test's own municipality.</summary>
    protected OrganisationCode Municipality => municipality ??= Portal.TakeMunicipality();

    /// <summary>Its name.</summary>
    protected string MunicipalityName => Municipalities.NameOf(Municipality);

    /// <summary>Whether the portal's log is to be without errors; a test that makes one says no, and has a portal of its own.</summary>
    protected bool FaultsAreExpected { get; set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Portal = await shared.StartedAsync(await SeededAsync());
        faultsBefore = Portal.Host.Log.Faults.Count();
    }

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            await base.DisposeAsync();
        }
        finally
        {
            // After the browsers: an open page would complain that its portal is gone.
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    /// <summary>Has a portal of its own from now on: for a test that breaks it or configures it otherwise.</summary>
    protected async Task StartOwnPortalAsync(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        own = new(await SeededAsync()) { Clock = clock, Settings = settings ?? [] };
        await own.InitializeAsync();
        (Portal, faultsBefore) = (own, 0);
    }

    /// <summary>Has a portal of its own from now on whose clock the test sets; it stands still until then.</summary>
    protected async Task<FakeTimeProvider> StartOwnPortalWithClockAsync()
    {
        // The machine's clock: the copied demonstration reaches up to today.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await StartOwnPortalAsync(clock: clock);
        return clock;
    }

    /// <summary>A browser in which nobody has signed in yet.</summary>
    protected Task<BrowserUser> NewUserAsync(BrowserNewContextOptions? options = null, string name = "Gæst", string? address = null) =>
        VisitorAsync(address ?? Portal.Host.Address, name, options);

    /// <summary>One of the demonstration's personas, signed in, at Kontakter.</summary>
    protected async Task<BrowserUser> PersonaAtContactsAsync(string persona, BrowserNewContextOptions? options = null)
    {
        var visitor = await NewUserAsync(options, persona);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>An employee of the test's municipality, signed in, at Kontakter.</summary>
    protected async Task<BrowserUser> AtContactsAsync(string name, BrowserNewContextOptions? options = null, string? address = null)
    {
        var visitor = await NewUserAsync(options, name, address);
        await SignInAsync(visitor, await SignInEmployeeAsync(name));
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>The employee of the test's municipality with that name: the same one each time.</summary>
    protected async Task<Actor> SignInEmployeeAsync(string name)
    {
        if (!people.TryGetValue(name, out var actor))
        {
            var person = await AddPersonAsync(name);
            people[name] = actor = (await Portal.Host.People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
        }

        return actor;
    }

    /// <summary>Signs that person in, by a cookie as the portal itself would have written it.</summary>
    protected async Task SignInAsync(BrowserUser visitor, Actor actor)
    {
        using var client = PortalClient.SignedIn(Portal.Host, actor);
        await visitor.Context.AddCookiesAsync(client.Cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Portal.Host.Address }));
    }

    /// <summary>Has an employee in a municipality's directory, the test's own unless said otherwise, who is no contact.</summary>
    protected Task<Person> AddPersonAsync(string name, OrganisationCode? organisation = null) => Portal.AddPersonAsync(name, organisation ?? Municipality);

    /// <summary>Has a contact in a municipality, the test's own unless said otherwise.</summary>
    protected Task<ContactView> AddContactAsync(string name, OrganisationCode? organisation = null, bool deactivated = false, params string[] types) =>
        Portal.AddContactAsync(name, organisation ?? Municipality, deactivated, types);

    protected override IEnumerable<string> FaultsElsewhere() =>
        FaultsAreExpected ? [] : Portal.Host.Log.Faults.Skip(faultsBefore).Select(line => $"portal: {line.Text}");

    private static async Task<SeededDatabase> SeededAsync() => (await TestContext.Current.GetFixture<SeededDatabase>())!;
}
