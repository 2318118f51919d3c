using Bunit;
using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
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
using MudBlazor.Services;

namespace ContactPortal.Tests.Hosting;

/// <summary>A component without a browser, over the portal's own services and an empty database of its own.</summary>
public abstract class ComponentTest : BunitContext, IAsyncLifetime
{
    private readonly DatabaseUnderTest database = DatabaseUnderTest.On(Database.Sqlite);

    /// <summary>A component's test.</summary>
    /// <param name="otherwise">What the test has otherwise than the portal.</param>
    protected ComponentTest(Action<IServiceCollection>? otherwise = null)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var portal = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = database.Root });
        portal.Configuration["ConnectionStrings:Portal"] = database.ConnectionString;
        var before = portal.Services.Count;
        portal.AddPortal();
        portal.Services.AddMudServices().AddLayout();
        foreach (var service in portal.Services.Skip(before))
            Services.Add(service);
        Services.AddSingleton<IConfiguration>(portal.Configuration);
        otherwise?.Invoke(Services);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected static CancellationToken CancellationToken => Xunit.TestContext.Current.CancellationToken;

    protected ContactService Book => Services.GetRequiredService<ContactService>();

    protected PersonDirectory People => Services.GetRequiredService<PersonDirectory>();

    protected SnapshotCache Snapshots => Services.GetRequiredService<SnapshotCache>();

    protected PortalDatabase Store => Services.GetRequiredService<PortalDatabase>();

    /// <summary>Where the database is.</summary>
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

    /// <summary>Has that contact, and its person in the directory.</summary>
    protected async Task<ContactView> HasAsync(ContactBuilder contact)
    {
        Person person = contact.Person;
        await People.ImportAsync(person.Organisation, [person], CancellationToken);
        return await SaveAsync(AnActor().In(person.Organisation).Named("Opsætning"), contact.Draft());
    }

    protected async Task<ContactView> SaveAsync(Actor actor, ContactDraft draft) =>
        (await Book.SaveAsync(actor, draft, CancellationToken)).Is<SaveOutcome.Saved>().Contact;
}
