using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Rights;

/// <summary>Brugeradministration: what waits, who holds the right, who grants it, and what was done (U1-U6). Live.</summary>
public sealed partial class RightsPage
{
    private const string SaidId = "besked";
    private const string ClosedId = "lukket";

    private string? notice;
    private bool refused;
    private bool hasActed;
    private bool wasOpen;

    [Inject]
    private RightsService Service { get; set; } = null!;

    [Inject]
    private RightsFromSignIn Elsewhere { get; set; } = null!;

    [Inject]
    private IOptions<RightsOptions> Options { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<RightsPage> Logger { get; set; } = null!;

    private bool IsOpen => Snapshot is not null && Snapshot.Rights.IsAdministrator(Actor.PersonId) && Actor.May(Actions.GrantRights);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var (closes, acted) = (wasOpen && !IsOpen, hasActed);
        (wasOpen, hasActed) = (IsOpen, false);

        // The button that was pressed goes with its task, and everything goes when the role does: the focus is led to what is said instead.
        if (closes)
            await Browser.InvokeVoidAsync("portal.focus", ClosedId);
        else if (acted)
            await Browser.InvokeVoidAsync("portal.focus", SaidId);
    }

    private async Task RunCommandAsync(RightsCommandRunner act)
    {
        try
        {
            var outcome = await ExecuteAsync(act);
            (refused, notice) = (outcome != RightsOutcome.Done, TextOf(outcome, act));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, act.GetType().Name, Actor.Organisation, exception);
            (refused, notice) = (true, RightsTexts.Failed);
        }

        hasActed = true;
        StateHasChanged();
    }

    private Task<RightsOutcome> ExecuteAsync(RightsCommandRunner act) => act switch
    {
        RightsCommandRunner.Grant => Service.GrantAsync(Actor, act.Person.Id, Disposed),
        RightsCommandRunner.Withdraw => Service.WithdrawAsync(Actor, act.Person.Id, Disposed),
        RightsCommandRunner.Refuse refuse => Service.RefuseAsync(Actor, act.Person.Id, refuse.Reason, Disposed),
        RightsCommandRunner.Keep keep => Service.KeepAsync(Actor, act.Person.Id, keep.Reason, Disposed),
        RightsCommandRunner.Complete settle => Elsewhere.CompleteAsync(Actor, act.Person.Id, settle.Kind, Disposed),
        RightsCommandRunner.Appoint => Service.AppointAsync(Actor, act.Person.Id, Disposed),
        RightsCommandRunner.Dismiss => Service.DismissAsync(Actor, act.Person.Id, Disposed),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    private string TextOf(RightsOutcome outcome, RightsCommandRunner act) => outcome switch
    {
        RightsOutcome.Done => DoneText(act).Format(act.Person.Name),
        RightsOutcome.NotFound => RightsTexts.NotYours.Format(Municipalities.NameOf(Actor.Organisation), AdministratorNames),
        RightsOutcome.LastAdministrator => RightsTexts.LastAdministrator.Format(act.Person.Name),
        RightsOutcome.ReasonNeeded => RightsTexts.ReasonNeeded,
        RightsOutcome.GrantedElsewhere => RightsTexts.GrantedElsewhere.Format(Options.Value.GrantedIn),
    };

    private string AdministratorNames => ContactTexts.Listed([.. Snapshot!.Rights.Administrators.Select(a => a.Name)]);

    private static string DoneText(RightsCommandRunner act) => act switch
    {
        RightsCommandRunner.Grant => RightsTexts.DoneGranted,
        RightsCommandRunner.Withdraw => RightsTexts.DoneWithdrawn,
        RightsCommandRunner.Refuse => RightsTexts.DoneRefused,
        RightsCommandRunner.Keep => RightsTexts.DoneKept,
        RightsCommandRunner.Complete => RightsTexts.DoneSettled,
        RightsCommandRunner.Appoint => RightsTexts.DoneAppointed,
        RightsCommandRunner.Dismiss => RightsTexts.DoneDismissed,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    [LoggerMessage(LogLevel.Error, "{Act} in organisation {Organisation} failed")]
    private static partial void LogFailed(ILogger logger, string act, OrganisationCode organisation, Exception exception);
}
