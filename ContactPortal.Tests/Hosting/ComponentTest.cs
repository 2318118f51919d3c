using Bunit;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Builders;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MudBlazor.Services;

namespace ContactPortal.Tests.Hosting;

/// <summary>Base of component tests in bUnit: the portal's services on an empty SQLite database.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    private readonly DatabaseUnderTest database = DatabaseUnderTest.On(Database.Sqlite);

    /// <summary>Registers the portal's services.</summary>
    /// <param name="configureServices">Replaces or adds services.</param>
    protected ComponentTest(Action<IServiceCollection>? configureServices = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var portal = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = database.Root });
        portal.Configuration["ConnectionStrings:Portal"] = database.ConnectionString;

        // Tests change data faster than persons.
        portal.Configuration["Commands:Burst"] = "1000000";
        var before = portal.Services.Count;
        portal.AddPortal();
        portal.Services.AddScoped<CircuitSnapshots>().AddMudServices().AddLayout();
        foreach (var service in portal.Services.Skip(before))
            Services.Add(service);
        Services.AddSingleton<IConfiguration>(portal.Configuration);
        Services.AddSingleton<IHostEnvironment>(portal.Environment);
        configureServices?.Invoke(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected static CancellationToken CancellationToken => Xunit.TestContext.Current.CancellationToken;

    protected ContactService ContactService => Services.GetRequiredService<ContactService>();

    protected PersonDirectory People => Services.GetRequiredService<PersonDirectory>();

    protected SnapshotCache Snapshots => Services.GetRequiredService<SnapshotCache>();

    protected PortalDatabase Store => Services.GetRequiredService<PortalDatabase>();

    /// <summary>The database file.</summary>
    protected string DatabaseFile => database.File;

    public virtual async ValueTask InitializeAsync()
    {
        await MigratedFile.WriteToAsync(DatabaseFile);
        await Store.MigrateAsync(CancellationToken);
    }

    public new async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        database.Dispose();
    }

    /// <summary>Adds the contact, and its person to the directory.</summary>
    protected async Task<ContactView> AddAsync(ContactBuilder contact)
    {
        Person person = contact.Person;
        await People.ImportAsync(person.Organisation, [person], CancellationToken);
        return await SaveAsync(AnActor().In(person.Organisation).Named("Opsætning"), contact.Draft());
    }

    protected async Task<ContactView> SaveAsync(Actor actor, ContactDraft draft) =>
        (await ContactService.SaveAsync(actor, draft, CancellationToken)).Is<SaveOutcome.Saved>().Contact;
}
