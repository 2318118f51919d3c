using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Presence;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>This tab's presence at a contact, for as long as the component is there and the browser answers.</summary>
public sealed partial class OtherEditors
{
    /// <summary>Who edits.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The contact that is edited.</summary>
    [Parameter, EditorRequired]
    public required Guid ContactId { get; set; }

    /// <summary>This tab's id.</summary>
    [Parameter, EditorRequired]
    public required Guid Tab { get; set; }

    [Inject]
    private PresenceTracker Presence { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    private IEnumerable<string> Sentences
    {
        get
        {
            var others = Presence.GetEditors(Actor.Organisation).Where(e => e.ContactId == ContactId && e.Tab != Tab).ToList();
            var names = others.Where(e => e.PersonId != Actor.PersonId).Select(e => e.Name).Distinct().ToList();
            if (names.Count > 0)
                yield return ContactsTexts.EditorsOther.Format(ContactTexts.Listed(names));
            if (others.Exists(e => e.PersonId == Actor.PersonId))
                yield return ContactsTexts.EditorsOwn;
        }
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe()
    {
        var watch = Presence.Subscribe(Actor.Organisation, NotifyChanged);
        _ = SendHeartbeatsAsync();
        return watch;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        Presence.Clear(Tab);
    }

    private async Task SendHeartbeatsAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(PresenceTracker.HeartbeatInterval, Clock);
            do
            {
                // The contact may have been left while the browser was asked.
                if (await AnswersAsync() && !IsDisposed)
                    Presence.Set(Actor.Organisation, new(Tab, Actor.PersonId, Actor.Name, ContactId));
            }
            while (await timer.WaitForNextTickAsync(Disposed));
        }
        catch (OperationCanceledException)
        {
            // The contact was left.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    /// <summary>Whether somebody is at the other end: a closed lid does not answer.</summary>
    private async Task<bool> AnswersAsync()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Disposed);
        timeout.CancelAfter(PresenceTracker.HeartbeatInterval);
        try
        {
            await Browser.InvokeAsync<bool>("portal.alive", timeout.Token);
            return true;
        }
        catch (Exception exception) when (exception is JSException or JSDisconnectedException or OperationCanceledException && !IsDisposed)
        {
            return false;
        }
    }
}
