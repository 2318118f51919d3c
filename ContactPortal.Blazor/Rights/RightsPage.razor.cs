using ContactPortal.Blazor.Contacts;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Rights;

/// <summary>Brugeradministration: tasks, holders of the right, administrators, and history (U1-U6). Live.</summary>
public sealed partial class RightsPage
{
    private const string NoticeId = "besked";
    private const string ClosedId = "lukket";

    private string? notice;
    private bool refused;
    private bool hasRun;
    private bool wasOpen;

    [Inject]
    private RightsService Service { get; set; } = null!;

    [Inject]
    private RightsFromSignIn SignInRights { get; set; } = null!;

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
        var (closes, commandRan) = (wasOpen && !IsOpen, hasRun);
        (wasOpen, hasRun) = (IsOpen, false);

        // A pressed button is removed with its task, and everything with the role: the focus moves to the notice instead.
        if (closes)
            await Browser.InvokeVoidAsync("portal.focus", ClosedId);
        else if (commandRan)
            await Browser.InvokeVoidAsync("portal.focus", NoticeId);
    }

    private async Task RunCommandAsync(RightsCommand command)
    {
        try
        {
            var outcome = await ExecuteAsync(command);
            (refused, notice) = (outcome != RightsOutcome.Done, TextOf(outcome, command));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, command.GetType().Name, Actor.Organisation, exception);
            (refused, notice) = (true, CommandFailure.TextOf(exception, RightsTexts.Failed));
        }

        hasRun = true;
        StateHasChanged();
    }

    private Task<RightsOutcome> ExecuteAsync(RightsCommand command) => command switch
    {
        RightsCommand.Grant => Service.GrantAsync(Actor, command.Person.Id, Disposed),
        RightsCommand.Withdraw => Service.WithdrawAsync(Actor, command.Person.Id, Disposed),
        RightsCommand.Refuse refuse => Service.RefuseAsync(Actor, command.Person.Id, refuse.Reason, Disposed),
        RightsCommand.Keep keep => Service.KeepAsync(Actor, command.Person.Id, keep.Reason, Disposed),
        RightsCommand.Complete complete => SignInRights.CompleteAsync(Actor, command.Person.Id, complete.Kind, Disposed),
        RightsCommand.Appoint => Service.AppointAsync(Actor, command.Person.Id, Disposed),
        RightsCommand.Dismiss => Service.DismissAsync(Actor, command.Person.Id, Disposed),
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Unknown command."),
    };

    private string TextOf(RightsOutcome outcome, RightsCommand command) => outcome switch
    {
        RightsOutcome.Done => DoneText(command).Format(command.Person.Name),
        RightsOutcome.NotFound => RightsTexts.NotFound.Format(Municipalities.NameOf(Actor.Organisation), AdministratorNames),
        RightsOutcome.LastAdministrator => RightsTexts.LastAdministrator.Format(command.Person.Name),
        RightsOutcome.HasLeft => RightsTexts.PersonHasLeft.Format(command.Person.Name),
        RightsOutcome.ReasonNeeded => RightsTexts.ReasonNeeded,
        RightsOutcome.GrantedElsewhere => RightsTexts.GrantedElsewhere.Format(Options.Value.GrantedIn),
    };

    private string AdministratorNames => ContactTexts.Listed([.. Snapshot!.Rights.Administrators.Select(a => a.Name)]);

    private static string DoneText(RightsCommand command) => command switch
    {
        RightsCommand.Grant => RightsTexts.DoneGranted,
        RightsCommand.Withdraw => RightsTexts.DoneWithdrawn,
        RightsCommand.Refuse => RightsTexts.DoneRefused,
        RightsCommand.Keep => RightsTexts.DoneKept,
        RightsCommand.Complete => RightsTexts.DoneSettled,
        RightsCommand.Appoint => RightsTexts.DoneAppointed,
        RightsCommand.Dismiss => RightsTexts.DoneDismissed,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Unknown command."),
    };

    [LoggerMessage("{Act} in organisation {Organisation} failed")]
    private static partial void LogFailed(ILogger logger, LogLevel level, string act, OrganisationCode organisation, Exception exception);
}
