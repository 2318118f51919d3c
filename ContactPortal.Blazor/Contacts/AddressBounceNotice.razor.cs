using ContactPortal.Blazor.Texts;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Components;

namespace ContactPortal.Blazor.Contacts;

/// <summary>Says that mails to an address have come back, when and why; whoever may edit can say that it is right (D7).</summary>
public sealed partial class AddressBounceNotice
{
    private string? notice;
    private bool failed;

    /// <summary>The signed-in person, in one organisation.</summary>
    [CascadingParameter]
    public required Actor Actor { get; set; }

    /// <summary>The mark of the address, or null for none.</summary>
    [Parameter, EditorRequired]
    public required AddressBounce? Bounce { get; set; }

    [Inject]
    private AddressMarks Marks { get; set; } = null!;

    [Inject]
    private ILogger<AddressBounceNotice> Logger { get; set; } = null!;

    private async Task ConfirmAsync(AddressBounce bounce)
    {
        try
        {
            failed = !await Marks.ConfirmAsync(Actor, bounce.Address, Disposed);
            notice = failed ? ContactsTexts.NotFound : ContactsTexts.AddressConfirmed.Format(bounce.Address);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotConfirmed(Logger, exception.FailureLevel, exception);
            (failed, notice) = (true, CommandFailure.TextOf(exception, ContactsTexts.SaveFailed));
        }
    }

    [LoggerMessage("The mark of an address could not be removed")]
    private static partial void LogNotConfirmed(ILogger logger, LogLevel level, Exception exception);
}
