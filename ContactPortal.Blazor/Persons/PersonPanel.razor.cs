using System.Collections.Immutable;
using ContactPortal.Blazor.Contacts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>Person: the fields of the edited person of the Brugerkatalog, or of a new one (P4).</summary>
public sealed partial class PersonPanel
{
    private const string HeadingId = "person";

    private PersonPanelState state = null!;
    private UnsavedGuard guard = null!;
    private ImmutableArray<PersonEntry> received;
    private string? focus;
    private bool refused;
    private bool showsHistory;
    private bool restored;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The id of this tab, for presence (K13).</summary>
    [Parameter, EditorRequired]
    public required Guid Tab { get; set; }

    /// <summary>The organisation's directory as last loaded; default until the first load.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<PersonEntry> Persons { get; set; }

    /// <summary>Whether roles are granted in another system (U4).</summary>
    [Parameter]
    public bool RolesReadOnly { get; set; }

    /// <summary>The mark of an address whose mails came back, or null (D7).</summary>
    [Parameter]
    public Func<string, AddressBounce?>? BounceOf { get; set; }

    /// <summary>Raised when another person is edited; null for none.</summary>
    [Parameter]
    public EventCallback<Guid?> Switched { get; set; }

    /// <summary>Raised when the person is to become local administrator, or no longer to be one.</summary>
    [Parameter]
    public EventCallback<PersonEntry> ChangeRole { get; set; }

    [Inject]
    private PersonService Service { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<PersonPanel> Logger { get; set; } = null!;

    // The person comes first: drafts.js removes another person's drafts.
    private string DraftKey => $"{Actor.PersonId:N}:{Actor.Organisation}:persons";

    /// <summary>Opens the person, or a new one if null; asks first if there are unsaved changes (K15).</summary>
    public Task SwitchToAsync(PersonEntry? person)
    {
        if (person is not null && person.Id == state.Draft.PersonId)
        {
            focus = PersonTexts.IdOf(PersonField.Name);
            StateHasChanged();
            return Task.CompletedTask;
        }

        return guard.AskFirstAsync(() => OpenAsync(person));
    }

    /// <inheritdoc />
    protected override void OnInitialized() => state = new(Actor, Service);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Persons.IsDefault || Persons == received)
            return;
        received = Persons;
        state.Receive(Persons);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Only once the persons are loaded: reading the stored draft is final, and a draft of an unknown person is dropped.
        if (!restored && !Persons.IsDefault && RendererInfo.IsInteractive)
        {
            restored = true;
            await RestoreAsync();
        }

        if (focus is { } id)
        {
            focus = null;
            await Browser.InvokeVoidAsync("portal.focus", id);
        }
    }

    private async Task RestoreAsync()
    {
        var stored = StoredDraft.ReadPerson(await Browser.InvokeAsync<string?>("portal.draft", Disposed, DraftKey));
        if (stored is null || !state.Restore(stored))
            return;
        await SwitchedAsync();
        StateHasChanged();
    }

    private Task SaveAsync() => RunAsync(() => state.SaveAsync(Disposed));

    private Task UndoAsync(PersonNotice.Saved saved) => RunAsync(() => state.UndoAsync(saved, Disposed));

    private async Task RunAsync(Func<Task<PersonOutcome?>> command)
    {
        var personId = state.Draft.PersonId;
        try
        {
            switch (await command())
            {
                case PersonOutcome.Saved saved:
                    Close();

                    // The row of a person who has left is hidden as a rule.
                    focus = saved.Person.Values.HasLeft ? HeadingId : PersonList.EditButtonId(saved.Person.Id);
                    await SwitchedAsync();
                    break;
                case PersonOutcome.Invalid invalid:
                    refused = true;
                    focus = PersonTexts.IdOf(invalid.Errors[0].Field);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSaveFailed(Logger, exception.FailureLevel, Actor.Organisation, personId, exception);
            state.Failed(exception);
        }
    }

    private Task Cancel()
    {
        focus = state.Draft.PersonId is { } id ? PersonList.EditButtonId(id) : PersonTexts.IdOf(PersonField.Name);
        state.Begin(person: null);
        Close();
        return SwitchedAsync();
    }

    private Task OpenAsync(PersonEntry? person)
    {
        state.Begin(person);
        (refused, showsHistory) = (false, false);
        focus = PersonTexts.IdOf(PersonField.Name);
        StateHasChanged();
        return SwitchedAsync();
    }

    private void Close()
    {
        (refused, showsHistory) = (false, false);
        guard.Withdraw();
    }

    private async Task DiscardAsync()
    {
        state.Begin(person: null);

        // The page is left before its next render, which would otherwise remove the stored draft.
        await Browser.InvokeVoidAsync("portal.forgetDraft", Disposed, DraftKey);
    }

    private void Stayed() => focus = state.Draft.Touched is [var field, ..] ? PersonTexts.IdOf(field) : null;

    private void Decide((PersonConflict Conflict, bool Take) decision)
    {
        state.Decide(decision.Conflict, decision.Take);
        focus = PersonTexts.IdOf(decision.Conflict.Field);
    }

    private Task SwitchedAsync() => Switched.InvokeAsync(state.Draft.PersonId);

    private static string RoleButton(PersonEntry person) => person.IsLocalAdministrator ? PersonsTexts.Dismiss : PersonsTexts.Appoint;

    [LoggerMessage("Person {Person} of organisation {Organisation} could not be saved")]
    private static partial void LogSaveFailed(
        ILogger logger, LogLevel level, OrganisationCode organisation, Guid? person, Exception exception);
}
