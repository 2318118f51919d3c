using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// Valg: the fields of the edited contact, or of a new one (K2, K4). It re-renders at every keystroke; the overview is a separate component
/// and does not.
/// </summary>
public sealed partial class EditPanel
{
    private const int MaxOrganisationLength = 100;

    private EditPanelState state = null!;
    private UnsavedGuard guard = null!;
    private string? focus;
    private bool opened;
    private bool showsHistory;
    private bool restored;

    /// <summary>The id of this tab, for presence (K13).</summary>
    [Parameter, EditorRequired]
    public required Guid Tab { get; set; }

    /// <summary>Raised when another contact is edited; null for none.</summary>
    [Parameter]
    public EventCallback<Guid?> Switched { get; set; }

    [Inject]
    private ContactService Service { get; set; } = null!;

    [Inject]
    private PersonDirectory Directory { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<EditPanel> Logger { get; set; } = null!;

    private bool MayEdit => Actor.May(Actions.EditContacts);

    private bool IsIdle => !opened && !state.Draft.IsDirty && state.Notice is null;

    private string OrganisationName => Municipalities.NameOf(Actor.Organisation);

    /// <summary>The key of the draft in the tab's storage. The person comes first: drafts.js removes another person's drafts.</summary>
    private string DraftKey => $"{Actor.PersonId:N}:{Actor.Organisation}";

    private string Introduction => (state.Contact, MayEdit) switch
    {
        ({ } contact, true) => ContactsTexts.PanelEdits.Format(contact.Values.Name),
        ({ } contact, false) => ContactsTexts.PanelShows.Format(contact.Values.Name),
        (null, true) => ContactsTexts.PanelNew,
        (null, false) => ContactsTexts.PanelReads,
    };

    /// <summary>Opens the contact, or a new one if null; asks first if there are unsaved changes (K15).</summary>
    public Task SwitchToAsync(ContactView? contact)
    {
        if (contact is not null && contact.Id == state.Draft.ContactId)
        {
            focus = ContactTexts.IdOf(ContactField.Name);
            StateHasChanged();
            return Task.CompletedTask;
        }

        return guard.AskFirstAsync(() => OpenAsync(contact));
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        state = new(Actor, Service, Directory);
        base.OnInitialized();
    }

    // Overview shows a failed load and a retry button; the snapshot of a retry is published here too.
    /// <inheritdoc />
    protected override bool IsOptional => true;

    /// <inheritdoc />
    protected override bool ApplySnapshot(OrganisationSnapshot newest)
    {
        base.ApplySnapshot(newest);
        return state.Receive(newest);
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Only once the contacts are loaded: reading the stored draft is final, and a draft of an unknown contact is dropped.
        if (!restored && MayEdit && state.Snapshot is not null)
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
        var stored = StoredDraft.Read(await Browser.InvokeAsync<string?>("portal.draft", Disposed, DraftKey), state.DeliveryTypes);
        if (stored is null || !state.Restore(stored))
            return;
        opened = true;
        await SwitchedAsync();

        // The connection may have been lost before the look-up completed.
        await state.LookUpAsync(Disposed);
        StateHasChanged();
    }

    private Task SaveAsync() => RunAsync(() => state.SaveAsync(Disposed));

    private Task UndoAsync(EditNotice.Saved saved) => RunAsync(() => state.UndoAsync(saved, Disposed));

    private Task AnswerAsync((Person Person, bool Yes) answer) => RunAsync(() => state.AnswerAsync(answer.Person, answer.Yes, Disposed));

    private Task ConfirmAsync() => RunAsync(() => state.ConfirmAsync(Disposed));

    private async Task RunAsync(Func<Task<SaveOutcome?>> command)
    {
        var contactId = state.Draft.ContactId;
        try
        {
            switch (await command())
            {
                case SaveOutcome.Saved saved:
                    Close();
                    focus = OverviewRowModel.EditButtonId(saved.Contact.Id);
                    await SwitchedAsync();
                    break;
                case SaveOutcome.Invalid invalid:
                    focus = ContactTexts.IdOf(invalid.Errors[0].Field);
                    break;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogSaveFailed(Logger, exception.FailureLevel, Actor.Organisation, contactId, exception);
            state.Failed(exception);
        }
    }

    private Task CancelAsync()
    {
        focus = state.Draft.ContactId is { } id ? OverviewRowModel.EditButtonId(id) : ContactTexts.IdOf(ContactField.Rid);
        state.Begin(contact: null);
        Close();
        return SwitchedAsync();
    }

    private Task OpenAsync(ContactView? contact)
    {
        state.Begin(contact);
        (opened, showsHistory) = (true, false);
        focus = ContactTexts.IdOf(contact is null ? ContactField.Rid : ContactField.Name);
        StateHasChanged();
        return SwitchedAsync();
    }

    private Task ReactivateAsync(ContactView contact)
    {
        state.Reactivate(contact);
        opened = true;
        focus = ContactTexts.IdOf(ContactField.Deactivated);
        return SwitchedAsync();
    }

    /// <summary>
    /// Opens the contact of a person who has left with its fields ready for a colleague (P5); asks first if there are unsaved changes.
    /// </summary>
    public Task HandOverAsync(ContactView contact) => guard.AskFirstAsync(() =>
    {
        state.HandOver(contact);
        (opened, showsHistory) = (true, false);
        focus = ContactTexts.IdOf(ContactField.Rid);
        StateHasChanged();
        return SwitchedAsync();
    });

    private Task OnFieldLeftAsync(ContactField field) => field == ContactField.Rid ? state.LookUpAsync(Disposed) : Task.CompletedTask;

    private Task ChooseAsync(FoundPerson person)
    {
        state.Type(ContactField.Rid, person.Key);
        return state.LookUpAsync(Disposed);
    }

    private void Close()
    {
        (opened, showsHistory) = (false, false);
        guard.Withdraw();
    }

    private async Task DiscardAsync()
    {
        state.Begin(contact: null);

        // The page is left before its next render, which would otherwise remove the stored draft.
        await Browser.InvokeVoidAsync("portal.forgetDraft", Disposed, DraftKey);
    }

    private void Stayed() => focus = state.Draft.Touched is [var field, ..] ? ContactTexts.IdOf(field) : null;

    private void Decide((FieldConflict Conflict, bool Take) decision)
    {
        state.Decide(decision.Conflict, decision.Take);
        focus = ContactTexts.IdOf(decision.Conflict.Field);
    }

    private Task SwitchedAsync() => Switched.InvokeAsync(state.Draft.ContactId);

    private string MessageFor(ValidationError rule) => ContactTexts.MessageFor(rule, OrganisationName, state.Administrators);

    [LoggerMessage("Contact {Contact} of organisation {Organisation} could not be saved")]
    private static partial void LogSaveFailed(
        ILogger logger, LogLevel level, OrganisationCode organisation, Guid? contact, Exception exception);
}
