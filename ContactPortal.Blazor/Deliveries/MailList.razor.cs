using ContactPortal.Blazor.Live;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Deliveries;

/// <summary>The organisation's mails (D7), page by page; reloaded when the state of one of them changes.</summary>
public sealed partial class MailList
{
    private MailPage? mails;
    private MailFilter filter = MailFilter.All;
    private int page;
    private string? notice;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private MailQueries Queries { get; set; } = null!;

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
            mails = await Queries.ReadAsync(Actor, filter, page, Disposed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(Logger, exception.FailureLevel, exception);
            notice = DeliveriesTexts.MailsFailed;
        }

        return true;
    }

    private Task<bool> FilterAsync(MailFilter chosen)
    {
        (filter, page) = (chosen, 0);
        return ApplyLatestAsync();
    }

    private Task<bool> TurnAsync(int to)
    {
        page = to;
        return ApplyLatestAsync();
    }

    private Task RetryAsync(ShownMail mail) => RetryAsync(() => Queries.RetryAsync(Actor, mail.Sequence, Disposed));

    private Task RetryAllAsync() => RetryAsync(async () => await Queries.RetryAllAsync(Actor, Disposed) > 0);

    private async Task RetryAsync(Func<Task<bool>> retry)
    {
        try
        {
            notice = await retry() ? null : DeliveriesTexts.NotDone;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRetried(Logger, exception.FailureLevel, exception);
            notice = CommandFailure.TextOf(exception, DeliveriesTexts.Failed);
        }
    }

    [LoggerMessage("The mails could not be read")]
    private static partial void LogNotRead(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage("Mails could not be queued again")]
    private static partial void LogNotRetried(ILogger logger, LogLevel level, Exception exception);
}
