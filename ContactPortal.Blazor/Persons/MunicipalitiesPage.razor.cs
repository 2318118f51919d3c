using System.Collections.Immutable;
using ContactPortal.Blazor.Rights;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
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
    private string? search = "";
    private string? focus;
    private bool refused;
    private int loads;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private MunicipalityOverview Overview { get; set; } = null!;

    [Inject]
    private InvitationService Invitations { get; set; } = null!;

    [Inject]
    private ChangeFeed Changes { get; set; } = null!;

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
    protected override Task OnInitializedAsync() => LoadMunicipalitiesAsync();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (focus is not { } id)
            return;
        focus = null;
        await Browser.InvokeVoidAsync("portal.focus", id);
    }

    /// <inheritdoc />
    protected override IDisposable Subscribe() => Changes.Subscribe(_ => NotifyChanged());

    /// <inheritdoc />
    protected override async Task<bool> ApplyLatestAsync()
    {
        await LoadMunicipalitiesAsync();
        return true;
    }

    // The load that began last wins, whichever ends last.
    private async Task LoadMunicipalitiesAsync()
    {
        var load = ++loads;
        var loaded = await Overview.AllAsync(Actor, Disposed);
        if (load == loads)
            municipalities = loaded;
    }

    private bool Matches(MunicipalityStatus status) =>
        status.Organisation.Name.Contains(search?.Trim() ?? "", StringComparison.CurrentCultureIgnoreCase);

    private void Open(Organisation municipality) => (invited, notice) = (municipality, null);

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
            refused = outcome is not (InviteOutcome.Sent or InviteOutcome.Withdrawn);
            notice = outcome.Match(
                sent: sent => PersonsTexts.InvitationSent.Format(sent.Invitation.Email, DanishTime.Day(sent.Invitation.ExpiresAt)),
                withdrawn: _ => PersonsTexts.InvitationWithdrawn.Format(invitation.Email),
                emailWrong: _ => PersonsTexts.InviteEmailWrong,
                alreadyAccepted: _ => PersonsTexts.InvitationAccepted,
                notFound: _ => PersonsTexts.InvitationNotFound);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, invitation.Id, exception);
            (refused, notice) = (true, RightsTexts.Failed);
        }

        // The pressed button is removed with its invitation.
        focus = NoticeId;
        StateHasChanged();
    }

    [LoggerMessage(LogLevel.Error, "Invitation {Invitation} could not be withdrawn or sent again")]
    private static partial void LogFailed(ILogger logger, Guid invitation, Exception exception);
}
