using Bunit;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Persons;

/// <summary>Base of component tests of persons: administrators, the agency, sign-ins that ask, and elements by their texts.</summary>
public abstract class PersonComponentTest(Action<IServiceCollection>? configureServices = null) : ComponentTest(configureServices)
{
    protected const string Issuer = "https://login.example";

    /// <summary>The service that keeps the directory.</summary>
    protected PersonService Persons => Services.GetRequiredService<PersonService>();

    /// <summary>The service of access requests.</summary>
    protected AccessRequestService Requests => Services.GetRequiredService<AccessRequestService>();

    /// <summary>Adds a person to the directory and returns the actor with the role that the directory gives.</summary>
    protected async Task<Actor> AddActorAsync(PersonBuilder builder)
    {
        Person person = builder;
        await People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await People.ActorAsync(person.Id, person.Organisation, CancellationToken))!;
    }

    /// <summary>Adds a local administrator of Aarhus.</summary>
    protected Task<Actor> AddAdministratorAsync(string name) => AddActorAsync(APerson().Named(name).LocalAdministrator());

    /// <summary>Adds Jens Winther of the agency, acting for Aarhus.</summary>
    protected async Task<Actor> AddAgencyPersonAsync()
    {
        Person jens = APerson().In(OrganisationCode.Agency).Named("Jens Winther");
        await People.ImportAsync(OrganisationCode.Agency, [jens], CancellationToken);
        return (await People.ActorAsync(jens.Id, Aarhus, CancellationToken))!;
    }

    /// <summary>Adds or changes a person as that administrator.</summary>
    protected async Task<PersonEntry> SavePersonAsync(Actor administrator, PersonDraft draft) =>
        Assert.IsType<PersonOutcome.Saved>(await Persons.SaveAsync(administrator, draft, CancellationToken)).Person;

    /// <summary>The person as stored now.</summary>
    protected async Task<PersonEntry> EntryAsync(Actor administrator, string name) =>
        (await People.AllAsync(administrator, CancellationToken)).Single(p => p.Values.Name == name);

    /// <summary>A sign-in for Aarhus that the directory does not know.</summary>
    protected static ExternalIdentity AnIdentity(string subject, string name) => new(Issuer, subject)
    {
        Cvr = "55133018", Organisation = Aarhus, Name = name, Email = $"{subject}@aarhus.example",
    };

    /// <summary>Requests access for that sign-in.</summary>
    protected async Task<Guid> AskAsync(ExternalIdentity identity) =>
        Assert.IsType<AskOutcome.Asked>(await Requests.AskAsync(identity, CancellationToken)).RequestId;

    /// <summary>Removes a table, so that whatever needs it fails.</summary>
    protected async Task RemoveTableAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await connection.OpenAsync(CancellationToken);
        await using var rename = connection.CreateCommand();
        rename.CommandText = $"ALTER TABLE \"{table}\" RENAME TO \"Removed\"";
        await rename.ExecuteNonQueryAsync(CancellationToken);
    }

    /// <summary>Presses the button with that text or accessible name; no render comes between finding and pressing it.</summary>
    protected static Task PressAsync<TComponent>(IRenderedComponent<TComponent> within, string name)
        where TComponent : IComponent => within.InvokeAsync(() => Button(within, name).Click());

    /// <summary>Types into the field of that selector.</summary>
    protected static Task InputAsync<TComponent>(IRenderedComponent<TComponent> within, string selector, string text)
        where TComponent : IComponent => within.InvokeAsync(() => within.Find(selector).Input(text));

    /// <summary>Changes the checkbox of that selector.</summary>
    protected static Task ChangeAsync<TComponent>(IRenderedComponent<TComponent> within, string selector, bool ticked)
        where TComponent : IComponent => within.InvokeAsync(() => within.Find(selector).Change(ticked));

    /// <summary>Submits the form of that selector.</summary>
    protected static Task SubmitAsync<TComponent>(IRenderedComponent<TComponent> within, string selector)
        where TComponent : IComponent => within.InvokeAsync(() => within.Find(selector).Submit());

    /// <summary>The button with that text or accessible name.</summary>
    protected static AngleSharp.Dom.IElement Button<TComponent>(IRenderedComponent<TComponent> within, string name)
        where TComponent : IComponent =>
        within.FindAll("button").Single(b => (b.GetAttribute("aria-label") ?? b.TextContent).Trim() == name);

    /// <summary>The texts and accessible names of all buttons.</summary>
    protected static IEnumerable<string> Buttons<TComponent>(IRenderedComponent<TComponent> within)
        where TComponent : IComponent =>
        within.FindAll("button").Select(b => (b.GetAttribute("aria-label") ?? b.TextContent).Trim());

    /// <summary>Waits until the text is shown.</summary>
    protected static void WaitForText<TComponent>(IRenderedComponent<TComponent> within, string text)
        where TComponent : IComponent =>
        within.WaitForAssertion(() => Assert.Contains(text, TextOf(within), StringComparison.Ordinal));

    /// <summary>All text that is shown.</summary>
    protected static string TextOf<TComponent>(IRenderedComponent<TComponent> within)
        where TComponent : IComponent =>
        string.Join(' ', within.Nodes.Select(n => n.TextContent));
}
