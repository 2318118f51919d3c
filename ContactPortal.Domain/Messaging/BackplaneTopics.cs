namespace ContactPortal.Domain.Messaging;

/// <summary>The topics of messages between processes.</summary>
public static class BackplaneTopics
{
    /// <summary>An organisation's history has new entries.</summary>
    public const string Change = "change";

    /// <summary>Somebody starts, continues or stops editing a contact.</summary>
    public const string Presence = "presence";

    /// <summary>The state of at least one of an organisation's mails changed.</summary>
    public const string Mails = "mails";

    /// <summary>A session has ended, or changed since its pages were opened.</summary>
    public const string Session = "session";

    /// <summary>A data-protection key was added.</summary>
    public const string Keys = "keys";
}
