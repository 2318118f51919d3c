using System.Collections.Immutable;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Presence;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>Brugerkatalog: the municipality's persons, kept by its local administrators (P4, P5). Live.</summary>
public sealed partial class PersonsPage
{
    private readonly Guid tab = Guid.NewGuid();
    private PersonPanel panel = null!;
    private PersonDiff changes = null!;
    private ImmutableArray<ContactEditor> editors = [];
    private ImmutableArray<PersonEntry> persons;
    private Guid? edited;
    private string? roleNotice;
    private bool refused;
    private bool imports;
    private bool focusesImportButton;

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    [Inject]
    private PersonHistories Histories { get; set; } = null!;

    [Inject]
    private PresenceTracker Presence { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private RightsService Rights { get; set; } = null!;

    [Inject]
    private IOptions<RightsOptions> Options { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<PersonsPage> Logger { get; set; } = null!;

    private bool IsOpen => Snapshot is not null && Snapshot.Rights.IsAdministrator(Actor.PersonId) && Actor.May(Actions.ManagePersons);

    private string AdministratorNames => ContactTexts.Listed([.. Snapshot!.Rights.Administrators.Select(a => a.Name)]);

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        changes = new(Actor, Clock);
        base.OnInitialized();
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() =>
        new CompositeDisposable(base.Subscribe(), Presence.Subscribe(Actor.Organisation, NotifyChanged));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        await ApplyLatestOneAtATimeAsync();
    }

    /// <inheritdoc />
    protected override async Task<bool> ApplyLatestAsync()
    {
        var present = Presence.GetEditors(Actor.Organisation).RemoveAll(e => e.Tab == tab);
        var otherEditors = !present.SequenceEqual(editors);
        editors = present;
        if (!ApplyLatest() && !persons.IsDefault)
            return otherEditors;
        await LoadPersonsAsync();
        return true;
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        await base.OnAfterRenderAsync(firstRender);
        if (!focusesImportButton)
            return;
        focusesImportButton = false;
        await Browser.InvokeVoidAsync("portal.focus", PersonList.ImportButtonId);
    }

    // The focus returns to the button that opened the panel, which is removed.
    private void CloseImports() => (imports, focusesImportButton) = (false, true);

    private async Task LoadPersonsAsync()
    {
        var loaded = await Directory.AllAsync(Actor, Disposed);
        if (!persons.IsDefault && PersonDiff.Changed(persons, loaded) is { IsEmpty: false } changed)
            changes.Update(persons, loaded, await Histories.NewestOfAsync(Actor, changed, Disposed));
        persons = loaded;
    }

    private async Task ChangeRoleAsync(PersonEntry person)
    {
        try
        {
            var outcome = person.IsLocalAdministrator
                ? await Rights.DismissAsync(Actor, person.Id, Disposed)
                : await Rights.AppointAsync(Actor, person.Id, Disposed);
            (refused, roleNotice) = (outcome != RightsOutcome.Done, TextOf(outcome, person));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, person.Id, Actor.Organisation, exception);
            (refused, roleNotice) = (true, CommandFailure.TextOf(exception, RightsTexts.Failed));
        }

        // The panel raised it; the notice is this component's.
        StateHasChanged();
    }

    private string TextOf(RightsOutcome outcome, PersonEntry person) => outcome switch
    {
        RightsOutcome.Done => (person.IsLocalAdministrator ? RightsTexts.DoneDismissed : RightsTexts.DoneAppointed)
            .Format(person.Values.Name),
        RightsOutcome.NotFound => RightsTexts.NotFound.Format(Municipalities.NameOf(Actor.Organisation), AdministratorNames),
        RightsOutcome.LastAdministrator => RightsTexts.LastAdministrator.Format(person.Values.Name),
        RightsOutcome.ReasonNeeded => RightsTexts.ReasonNeeded,
        RightsOutcome.GrantedElsewhere => RightsTexts.GrantedElsewhere.Format(Options.Value.GrantedIn),
        RightsOutcome.HasLeft => RightsTexts.PersonHasLeft.Format(person.Values.Name),
    };

    [LoggerMessage("The role of person {Person} in organisation {Organisation} could not be changed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Guid person, OrganisationCode organisation, Exception exception);
}
