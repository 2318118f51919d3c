using System.Collections.Immutable;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>The leavings that wait for an administrator's answer: who they are, allow or refuse (P8).</summary>
public sealed partial class HeldLeavings
{
    private const string HeadingId = "fratraedelser";
    private const string NoticeId = "fratraedelser-besked";

    private string? notice;
    private bool refused;
    private bool answering;
    private bool focusNotice;

    /// <summary>The signed-in administrator.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The leavings that wait, by name.</summary>
    [Parameter, EditorRequired]
    public required ImmutableArray<HeldLeavingView> Waiting { get; set; }

    [Inject]
    private HeldLeavingService Service { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<HeldLeavings> Logger { get; set; } = null!;

    private string Count => Waiting is [_] ? PersonsTexts.HeldCountOne : PersonsTexts.HeldCount.Format(Waiting.Length);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!focusNotice)
            return;

        // The pressed button is removed.
        focusNotice = false;
        await Browser.InvokeVoidAsync("portal.focus", NoticeId);
    }

    private async Task AnswerAsync(bool allow)
    {
        if (answering)
            return;
        answering = true;
        var shown = Waiting.Length;
        try
        {
            var outcome = await (allow ? Service.AllowAsync(Actor, shown, Disposed) : Service.RefuseAsync(Actor, shown, Disposed));
            (refused, notice) = (outcome != HeldLeavingOutcome.Done, TextOf(outcome, allow, shown));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, Actor.Organisation, exception);
            (refused, notice) = (true, CommandFailure.TextOf(exception, RightsTexts.Failed));
        }
        finally
        {
            answering = false;
        }

        focusNotice = true;
    }

    private static string TextOf(HeldLeavingOutcome outcome, bool allow, int shown) => outcome switch
    {
        HeldLeavingOutcome.Done => (allow ? PersonsTexts.HeldAllowed : PersonsTexts.HeldRefused).Format(shown),
        HeldLeavingOutcome.CountChanged => PersonsTexts.HeldCountChanged,
        HeldLeavingOutcome.NotFound => PersonsTexts.HeldNotFound,
    };

    [LoggerMessage("The waiting leavings of organisation {Organisation} could not be answered")]
    private static partial void LogFailed(ILogger logger, LogLevel level, OrganisationCode organisation, Exception exception);
}
