using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace ContactPortal.Tests.Browser;

/// <summary>
/// Base of browser tests with one portal: the shared one or its own, a municipality of its own with signed-in employees, and at the end no
/// error in the portal's log. An error logged while several tests run fails all of them.
/// </summary>
public abstract class BrowserTest(Chromium chromium, SharedPortal shared) : BrowserUserTest(chromium)
{
    private readonly Dictionary<string, Actor> people = [];
    private DemonstrationPortal? own;
    private OrganisationCode? municipality;
    private int faultsBefore;

    /// <summary>The portal: the shared one, unless the test started its own.</summary>
    protected DemonstrationPortal Portal { get; private set; } = null!;

    /// <summary>The test's own municipality.</summary>
    protected OrganisationCode Municipality => municipality ??= Portal.TakeMunicipality();

    /// <summary>The municipality's name.</summary>
    protected string MunicipalityName => Municipalities.NameOf(Municipality);

    /// <summary>Whether errors in the portal's log are expected; a test that causes some needs its own portal.</summary>
    protected bool FaultsAreExpected { get; set; }

    // A browser that a portal of one test made has an address that ends with it.
    protected override bool LeavesItsBrowsers => own is null;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Portal = await shared.StartedAsync(await SeededAsync());
        faultsBefore = Portal.Host.Log.Errors.Count();
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
            // After the browsers, which would otherwise report errors of lost connections.
            if (own is not null)
                await own.DisposeAsync();
        }
    }

    /// <summary>Starts a portal for this test alone, with its own settings or clock, or to inject failures.</summary>
    protected async Task StartOwnPortalAsync(Dictionary<string, string?>? settings = null, TimeProvider? clock = null)
    {
        own = new(await SeededAsync()) { Clock = clock, Settings = settings ?? [] };
        await own.InitializeAsync();
        (Portal, faultsBefore) = (own, 0);
    }

    /// <summary>Starts a portal for this test alone whose clock the test advances; it stands still until then.</summary>
    protected async Task<FakeTimeProvider> StartOwnPortalWithClockAsync()
    {
        // The machine's clock: the copied demonstration reaches up to today.
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await StartOwnPortalAsync(clock: clock);
        return clock;
    }

    /// <summary>A new browser without a sign-in.</summary>
    protected Task<BrowserUser> NewUserAsync(BrowserNewContextOptions? options = null, string name = "Gæst", string? address = null) =>
        UserAsync(address ?? Portal.Host.Address, name, options);

    /// <summary>Signs in as a persona and opens Kontakter.</summary>
    protected async Task<BrowserUser> PersonaAtContactsAsync(string persona, BrowserNewContextOptions? options = null)
    {
        var visitor = await NewUserAsync(options, persona);
        await visitor.SignInAsync();
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>Signs in as an employee of the test's municipality and opens Kontakter.</summary>
    protected async Task<BrowserUser> AtContactsAsync(string name, BrowserNewContextOptions? options = null, string? address = null)
    {
        var visitor = await NewUserAsync(options, name, address);
        await SignInAsync(visitor, await SignInEmployeeAsync(name));
        await visitor.OpenAsync();
        return visitor;
    }

    /// <summary>The employee of the test's municipality with that name, added at the first call.</summary>
    protected async Task<Actor> SignInEmployeeAsync(string name)
    {
        if (!people.TryGetValue(name, out var actor))
        {
            var person = await AddPersonAsync(name);
            people[name] = actor = (await Portal.Host.People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
        }

        return actor;
    }

    /// <summary>Signs a person in with a cookie as the portal itself would issue it.</summary>
    protected async Task SignInAsync(BrowserUser visitor, Actor actor)
    {
        using var client = PortalClient.SignedIn(Portal.Host, actor);
        await visitor.AddCookiesAsync(
            client.Cookies.GetAllCookies().Select(c => new Cookie { Name = c.Name, Value = c.Value, Url = Portal.Host.Address }));
    }

    /// <summary>Adds a person who is no contact to the directory; of the test's municipality by default.</summary>
    protected Task<Person> AddPersonAsync(string name, OrganisationCode? organisation = null) =>
        Portal.AddPersonAsync(name, organisation ?? Municipality);

    /// <summary>Adds a contact; of the test's municipality by default.</summary>
    protected Task<ContactView> AddContactAsync(
        string name, OrganisationCode? organisation = null, bool deactivated = false, params string[] types) =>
        Portal.AddContactAsync(name, organisation ?? Municipality, deactivated, types);

    protected override IEnumerable<string> FaultsElsewhere() =>
        FaultsAreExpected ? [] : Portal.Host.Log.Errors.Skip(faultsBefore).Select(line => $"portal: {line.Text}");

    private static async Task<SeededDatabase> SeededAsync() => (await TestContext.Current.GetFixture<SeededDatabase>())!;
}
