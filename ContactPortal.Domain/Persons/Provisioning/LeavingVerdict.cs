namespace ContactPortal.Domain.Persons;

/// <summary>What <see cref="LeavingGuard"/> says about a leaving.</summary>
internal enum LeavingVerdict
{
    /// <summary>The person may leave.</summary>
    Passes,

    /// <summary>It has to wait for an administrator's answer, from now on.</summary>
    MustWait,

    /// <summary>It waits already.</summary>
    Waits,

    /// <summary>An administrator has refused it.</summary>
    Refused,
}
