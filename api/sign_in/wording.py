"""What signing in says."""

NOT_VERIFIED = "没有核验到这个身份。请从列出的演示身份里选一个，或重新登录。"
PLATFORM_AWAY = "身份核验平台暂时没有回应。您填的都在，请过一会儿再登录。"
SIGN_IN_FIRST = "请先登录核验身份，再继续。登录过的可能已经过期，请再登录一次。"
