using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Presence;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Contacts;

/// <summary>
/// Publishes that this tab edits a contact or person, for as long as the component exists and the browser responds (K13).
/// </summary>
public sealed partial class OtherEditors
{
    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The edited contact or person.</summary>
    [Parameter, EditorRequired]
    public required Guid Edited { get; set; }

    /// <summary>The sentence about others who edit it, with a placeholder for their names.</summary>
    [Parameter, EditorRequired]
    public required string OthersText { get; set; }

    /// <summary>The sentence about the viewer's own other tabs.</summary>
    [Parameter, EditorRequired]
    public required string OwnText { get; set; }

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
            var others = Presence.GetEditors(Actor.Organisation).Where(e => e.Edited == Edited && e.Tab != Tab).ToList();
            var names = others.Where(e => e.PersonId != Actor.PersonId).Select(e => e.Name).Distinct().ToList();
            if (names.Count > 0)
                yield return OthersText.Format(ContactTexts.Listed(names));
            if (others.Exists(e => e.PersonId == Actor.PersonId))
                yield return OwnText;
        }
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe()
    {
        var subscription = Presence.Subscribe(Actor.Organisation, NotifyChanged);
        _ = SendHeartbeatsAsync();
        return subscription;
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
                // The component may have been disposed while the browser responded.
                if (await BrowserRespondsAsync() && !IsDisposed)
                    Presence.Set(Actor.Organisation, new(Tab, Actor.PersonId, Actor.Name, Edited));
            }
            while (await timer.WaitForNextTickAsync(Disposed));
        }
        catch (OperationCanceledException)
        {
            // The component was disposed.
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    /// <summary>Whether the browser responds in time; one on a sleeping computer does not.</summary>
    private async Task<bool> BrowserRespondsAsync()
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
