using System.Collections.Immutable;
using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>The organisation's newest mails about deliveries (D7); reloaded when the state of one of them changes.</summary>
public sealed partial class MailList
{
    private const int MaxMails = 12;

    private ImmutableArray<ShownMail>? mails;
    private string? notice;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private DeliveryMailQueries Queries { get; set; } = null!;

    [Inject]
    private MailFeed Mails { get; set; } = null!;

    [Inject]
    private ChangeFeed Changes { get; set; } = null!;

    [Inject]
    private ILogger<MailList> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ApplyLatestOneAtATimeAsync();

    /// <inheritdoc />
    protected override IDisposable Subscribe() => new CompositeDisposable(
        Mails.Subscribe(Actor.Organisation, NotifyChanged),
        Changes.Subscribe(change =>
        {
            if (change.Organisation == Actor.Organisation)
                NotifyChanged();
        }));

    /// <inheritdoc />
    protected override async Task<bool> ApplyLatestAsync()
    {
        try
        {
            mails = await Queries.NewestAsync(Actor, MaxMails, Disposed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(Logger, exception.FailureLevel, exception);
            notice = DeliveriesTexts.MailsFailed;
        }

        return true;
    }

    private async Task RetryAsync(ShownMail mail)
    {
        try
        {
            notice = await Queries.RetryAsync(Actor, mail.Sequence, Disposed) ? null : DeliveriesTexts.NotDone;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRetried(Logger, exception.FailureLevel, mail.Sequence, exception);
            notice = DeliveriesTexts.Failed;
        }
    }

    private static string StateOf(ShownMail mail) => mail.State switch
    {
        MailState.Waiting when mail.Cause is not null =>
            DeliveriesTexts.MailAgain.Format(DanishTime.Exact(mail.NextAttemptAt), mail.Attempts + 1, mail.Cause),
        MailState.Waiting => DeliveriesTexts.MailWaiting,
        MailState.Accepted => DeliveriesTexts.MailAccepted,
        MailState.Failed => DeliveriesTexts.MailFailed.Format(mail.Cause),
        MailState.Withheld => DeliveriesTexts.MailWithheld,
        MailState.Unaddressed => DeliveriesTexts.MailUnaddressed,
    };

    [LoggerMessage("The mails could not be read")]
    private static partial void LogNotRead(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage("Mail {Sequence} could not be queued again")]
    private static partial void LogNotRetried(ILogger logger, LogLevel level, long sequence, Exception exception);
}
