"""What the command line says, in English and in Vietnamese."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final = {
    "about": "Mock platforms of the national data exchange. Everything is SIMULATED.",
    "command": "what to do",
    "platform": "serve one platform until Ctrl-C",
    "fleet": "serve one simulated platform for every member of the national list of 2025, until Ctrl-C",
    "faults": "list the faults and the rules they break",
    "lang": "language of the output",
    "port": "port of the https listener; a free one by default",
    "fault": "give the platform this fault; may be repeated",
    "seed": "number that decides faults and data",
    "directory": "where records, documents and ca.pem are written; a temporary directory by default",
    "format": "form of the table",
    "simulated": "SIMULATED: made-up platforms for tests. Nothing here is about a real platform.",
    "address": "https address",
    "plain_address": "plain HTTP",
    "ca_file": "CA file",
    "token": "test token",
    "records": "records",
    "faults_of": "faults",
    "none": "none",
    "stop": "Press Ctrl-C to stop.",
    "fault_column": "FAULT",
    "rule_column": "BREAKS RULE",
    "description_column": "DESCRIPTION",
    "platform_column": "PLATFORM",
    "address_column": "ADDRESS",
    "unknown_fault": "unknown fault {name}, known are: {known}",
    "cannot_listen": "cannot listen on port {port}: {reason}",
    "cannot_write": "cannot write to {directory}: {reason}",
    "cannot_say": "cannot write the output: {reason}",
    "port_range": "{given} is not a port from 0 to {highest}",
    "see_help": "see ndxp-mocks --help",
    "usage": "usage: ",
    "commands": "commands",
    "options": "options",
    "help": "show this help and exit",
}

VIETNAMESE: Final = {
    "about": "Nền tảng mô phỏng của hệ thống trao đổi dữ liệu quốc gia. Mọi thứ đều là MÔ PHỎNG.",
    "command": "việc cần làm",
    "platform": "chạy một nền tảng cho đến khi nhấn Ctrl-C",
    "fleet": "chạy mỗi thành viên của danh mục quốc gia năm 2025 một nền tảng mô phỏng, cho đến khi nhấn Ctrl-C",
    "faults": "liệt kê các lỗi và quy tắc mà từng lỗi vi phạm",
    "lang": "ngôn ngữ hiển thị",
    "port": "cổng https; mặc định là một cổng còn trống",
    "fault": "cho nền tảng mắc lỗi này; có thể lặp lại",
    "seed": "số quyết định lỗi và dữ liệu",
    "directory": "nơi ghi hồ sơ, tài liệu và ca.pem; mặc định là thư mục tạm",
    "format": "dạng của bảng",
    "simulated": "MÔ PHỎNG: nền tảng bịa ra để thử nghiệm. Không có gì ở đây nói về nền tảng thật.",
    "address": "địa chỉ https",
    "plain_address": "HTTP không mã hóa",
    "ca_file": "tệp CA",
    "token": "mã truy cập thử",
    "records": "hồ sơ",
    "faults_of": "lỗi",
    "none": "không có",
    "stop": "Nhấn Ctrl-C để dừng.",
    "fault_column": "LỖI",
    "rule_column": "VI PHẠM QUY TẮC",
    "description_column": "MÔ TẢ",
    "platform_column": "NỀN TẢNG",
    "address_column": "ĐỊA CHỈ",
    "unknown_fault": "không có lỗi {name}, các lỗi đã biết: {known}",
    "cannot_listen": "không mở được cổng {port}: {reason}",
    "cannot_write": "không ghi được vào {directory}: {reason}",
    "cannot_say": "không ghi được kết quả: {reason}",
    "port_range": "{given} không phải là cổng từ 0 đến {highest}",
    "see_help": "xem ndxp-mocks --help",
    "usage": "cách dùng: ",
    "commands": "lệnh",
    "options": "tùy chọn",
    "help": "hiện trợ giúp này rồi thoát",
}

COMPLAINTS_IN_VIETNAMESE: Final = {
    "argument ": "tham số ",
    "the following arguments are required:": "thiếu tham số:",
    "unrecognized arguments:": "không có tham số:",
    "expected one argument": "cần một giá trị",
    "expected at least one argument": "cần ít nhất một giá trị",
    "invalid choice:": "giá trị không hợp lệ:",
    "choose from": "hãy chọn trong",
    "invalid int value:": "không phải là số nguyên:",
}

WORDS: Final[Mapping[str, Mapping[str, str]]] = {"en": ENGLISH, "vi": VIETNAMESE}


def language_of(environment: Mapping[str, str]) -> str:
    """The language that LC_ALL, or else LANG, asks for; English where neither asks for Vietnamese."""
    asked = environment.get("LC_ALL") or environment.get("LANG") or ""
    return "vi" if asked.lower().startswith("vi") else "en"
