using System.Collections.Immutable;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Snapshots;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ContactPortal.Blazor.Persons;

/// <summary>Kommuner: how far each municipality has come, and the invitations of their first administrators (P6). Live.</summary>
public sealed partial class MunicipalitiesPage
{
    private const string NoticeId = "kommuner-besked";

    private ImmutableArray<MunicipalityStatus> municipalities;
    private Organisation? invited;
    private Organisation? requestsOf;
    private string? notice;
    private InviteOutcome.Sent? sentAgain;
    private string? search = "";
    private string? focus;
    private bool refused;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private MunicipalityStatusCache Statuses { get; set; } = null!;

    [Inject]
    private InvitationService Invitations { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private ILogger<MunicipalitiesPage> Logger { get; set; } = null!;

    private int Missing => municipalities.Count(m => m.Administrators.IsEmpty);

    // The agency answers only while the municipality has no administrator.
    private Organisation? RequestsShown =>
        municipalities.Any(m => m.Organisation == requestsOf && m.Administrators.IsEmpty) ? requestsOf : null;

    private Actor AgencyActor => Actor with { Organisation = OrganisationCode.Agency };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await Statuses.CurrentAsync(Actor, Disposed);

        // A newer one may have been loaded meanwhile.
        ApplyLatest();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is not { } id)
            return;
        focus = null;
        await Browser.InvokeVoidAsync("portal.focus", id);
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => Statuses.Subscribe(NotifyChanged);

    /// <inheritdoc />
    protected override bool ApplyLatest()
    {
        var latest = Statuses.Latest(Actor);
        if (!municipalities.IsDefault && latest.SequenceEqual(municipalities))
            return false;
        municipalities = latest;
        return true;
    }

    private bool Matches(MunicipalityStatus status) =>
        status.Organisation.Name.Contains(search?.Trim() ?? "", StringComparison.CurrentCultureIgnoreCase);

    private void Open(Organisation municipality) => (invited, notice, sentAgain) = (municipality, null, null);

    private void CloseInvitation()
    {
        focus = invited is { } municipality ? MunicipalityRow.InviteButtonId(municipality.Code) : null;
        invited = null;
    }

    private Task WithdrawAsync(Invitation invitation) =>
        RunAsync(invitation, () => Invitations.WithdrawAsync(Actor, invitation.Organisation, invitation.Id, Disposed));

    private Task SendAgainAsync(Invitation invitation) =>
        RunAsync(invitation, () => Invitations.SendAgainAsync(Actor, invitation.Organisation, invitation.Id, Disposed));

    private async Task RunAsync(Invitation invitation, Func<Task<InviteOutcome>> command)
    {
        try
        {
            var outcome = await command();
            (refused, sentAgain) = (outcome is not (InviteOutcome.Sent or InviteOutcome.Withdrawn), outcome as InviteOutcome.Sent);
            notice = outcome.Match<string?>(
                sent: _ => null,
                withdrawn: _ => PersonsTexts.InvitationWithdrawn.Format(invitation.Email),
                emailWrong: InvitationPanel.TextOf,
                alreadyAccepted: _ => PersonsTexts.InvitationAccepted,
                notFound: _ => PersonsTexts.InvitationNotFound);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, invitation.Id, exception);
            (refused, notice, sentAgain) = (true, CommandFailure.TextOf(exception, RightsTexts.Failed), null);
        }

        // The pressed button is removed with its invitation.
        focus = NoticeId;
        StateHasChanged();
    }

    [LoggerMessage("Invitation {Invitation} could not be withdrawn or sent again")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Guid invitation, Exception exception);
}
