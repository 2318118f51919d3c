using ContactPortal.Blazor.Deliveries;
using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Systems;

/// <summary>The agency's list of mails that failed (D7), page by page; reloaded when the state of any mail changes.</summary>
public sealed partial class FailedMailList
{
    private FailedMailPage? mails;
    private int page;
    private string? notice;
    private bool isWarning;

    /// <summary>The signed-in person.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    [Inject]
    private FailedMails Queries { get; set; } = null!;

    [Inject]
    private MailFeed Mails { get; set; } = null!;

    [Inject]
    private ILogger<FailedMailList> Logger { get; set; } = null!;

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => ApplyLatestOneAtATimeAsync();

    /// <inheritdoc />
    protected override IDisposable Subscribe() => Mails.SubscribeToAll(NotifyChanged);

    /// <inheritdoc />
    protected override async Task<bool> ApplyLatestAsync()
    {
        try
        {
            mails = await Queries.ReadAsync(Actor, page, Disposed);

            // The mails of the last page may have been sent meanwhile.
            if (mails.Mails.IsEmpty && page > 0)
                mails = await Queries.ReadAsync(Actor, page = 0, Disposed);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRead(Logger, exception.FailureLevel, exception);
            (notice, isWarning) = (DeliveriesTexts.MailsFailed, true);
        }

        return true;
    }

    private static string NameOf(OrganisationCode organisation) =>
        organisation == OrganisationCode.Agency ? SystemsTexts.Agency : Municipalities.NameOf(organisation);

    private Task TurnAsync(int to)
    {
        page = to;
        return ApplyLatestOneAtATimeAsync();
    }

    private Task RetryAsync(OrganisationCode organisation, ShownMail mail) => RetryAsync(
        async () => await Queries.RetryAsync(Actor, organisation, mail.Sequence, Disposed) ? 1 : 0);

    private Task RetryAllAsync() => RetryAsync(() => Queries.RetryAllAsync(Actor, Disposed));

    private async Task RetryAsync(Func<Task<int>> retry)
    {
        try
        {
            (notice, isWarning) = await retry() switch
            {
                0 => (SystemsTexts.NotRetried, true),
                1 => (SystemsTexts.MailRetried, false),
                var count => (SystemsTexts.MailsRetried.Format(count), false),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotRetried(Logger, exception.FailureLevel, exception);
            (notice, isWarning) = (DeliveriesTexts.Failed, true);
        }

        await ApplyLatestOneAtATimeAsync();
    }

    [LoggerMessage("The mails that failed could not be read")]
    private static partial void LogNotRead(ILogger logger, LogLevel level, Exception exception);

    [LoggerMessage("Mails that failed could not be queued again")]
    private static partial void LogNotRetried(ILogger logger, LogLevel level, Exception exception);
}
