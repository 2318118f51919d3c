namespace ContactPortal.Blazor.SignIn;

/// <summary>What a sign-in states about the right TASS Opfølgning in an organisation (U4).</summary>
internal enum RightStatement
{
    /// <summary>Nothing: the sign-in is for another organisation, and roles have no scope.</summary>
    None,

    /// <summary>Something that can't be read: it changes nothing.</summary>
    Unreadable,

    NotHeld,
    Held,
}
