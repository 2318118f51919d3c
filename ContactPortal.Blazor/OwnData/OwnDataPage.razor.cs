using System.Collections.Immutable;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Sessions;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.OwnData;
using ContactPortal.Domain.Rights;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;
using SessionOptions = ContactPortal.Blazor.Sessions.SessionOptions;

namespace ContactPortal.Blazor.OwnData;

/// <summary>Min side: what the portal holds on the person who is signed in, and where they are signed in (O4). Live.</summary>
public sealed partial class OwnDataPage
{
    private const int ShownLookUps = 50;

    private PersonalRecord? data;
    private ImmutableArray<LookUpView> lookUps = [];
    private ImmutableArray<SignedInSession> sessions = [];
    private string own = "";
    private string? notice;

    /// <summary>The signed-in person's cookie.</summary>
    [CascadingParameter]
    public required Task<AuthenticationState> State { get; set; }

    [Inject]
    private OwnDataQueries Queries { get; set; } = null!;

    [Inject]
    private LookUpLog LookUps { get; set; } = null!;

    [Inject]
    private SignedInSessions SignedIn { get; set; } = null!;

    [Inject]
    private SessionRevoker Revoker { get; set; } = null!;

    [Inject]
    private SessionChangeFeed SessionChanges { get; set; } = null!;

    [Inject]
    private ChangeFeed Changes { get; set; } = null!;

    [Inject]
    private MailFeed Mails { get; set; } = null!;

    [Inject]
    private IOptions<SessionOptions> SessionOptions { get; set; } = null!;

    [Inject]
    private IOptions<RightsOptions> Rights { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    private ILogger<OwnDataPage> Logger { get; set; } = null!;

    private string? GrantedIn => Rights.Value.FromSignIn ? Rights.Value.GrantedIn : null;

    /// <inheritdoc />
    protected override IDisposable Subscribe() => new CompositeDisposable(
        base.Subscribe(), SessionChanges.SubscribeToAll(NotifyChanged), Mails.SubscribeToAll(NotifyChanged),
        Changes.Subscribe(change =>
        {
            // The person may have entries in other organisations than the one of this session.
            if (data?.Entries.Any(e => e.Organisation == change.Organisation) == true)
                NotifyChanged();
        }));

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        own = (await State).User.ToSession()?.Id ?? "";
        await base.OnInitializedAsync();
        await ApplyLatestOneAtATimeAsync();
    }

    /// <inheritdoc />
    protected override async Task<bool> ApplyLatestAsync()
    {
        ApplyLatest();
        data = await Queries.ReadAsync(Actor, Disposed);
        lookUps = await LookUps.OfPersonAsync(Actor, ShownLookUps, Disposed);
        sessions = await SignedIn.OfAsync(Actor.PersonId, Clock.GetUtcNow() - SessionOptions.Value.Longest, Disposed);
        return true;
    }

    private async Task EndAsync(SignedInSession session)
    {
        try
        {
            await Revoker.RevokeAsync(session.Session);
            notice = OwnDataTexts.SessionEnded;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(Logger, exception.FailureLevel, exception);
            notice = OwnDataTexts.SessionFailed;
        }
    }

    [LoggerMessage("A session could not be ended")]
    private static partial void LogFailed(ILogger logger, LogLevel level, Exception exception);
}
